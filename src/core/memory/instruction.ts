/**
 * Whether a claim reads like an instruction to whoever reads it. A mark for the person's eye and nothing else: no claim
 * steers a run, marked or not, because claims are only ever data.
 */
const OPENS = /^["'“(*_-]*(?:please |bitte )?(?:always|never|ignore|disregard|forget (?:all|everything|your|previous)|from now on|remember to|make sure|do not|don['’]t|you (?:must|should|are|have to|will)|send|forward|delete|reveal|run|execute|immer|niemals|ignoriere?|ab jetzt|du (?:musst|sollst)|toujours|jamais|ignorez?|désormais|tu dois|siempre|nunca|ignora|a partir de ahora|debes|sempre|ignore|ignori|altijd|nooit|negeer|всегда|никогда|игнорируй)(?!\p{L})/iu;
const WITHIN = /\b(?:ignore|disregard|override|forget)\b.{0,30}\b(?:previous|prior|above|earlier|all|other)\b.{0,30}\b(?:instructions?|rules?|prompts?|messages?)\b|\b(?:system prompt|as an ai|the assistant (?:must|should|shall|will))\b/i;

export function readsLikeInstruction(text: string): boolean {
	return OPENS.test(text) || WITHIN.test(text);
}
