/**
 * Code in an agent's Markdown that would not stay code: fences that a plugin draws or runs, inline queries,
 * diagrams and formulas that link or load.
 */

/** Languages that highlighters know (names and short names of Prism 1.30) or that people give to plain text. No plugin is known to draw or run them by itself. */
const LANGUAGES = new Set(
	('abap abnf actionscript ada agda ahk al algorithm antlr4 apacheconf apex apl applescript arduino arff arm-asm armasm asm asm6502 aspnet atom autohotkey autoit avisynth avs awk bash basic bat batch bbcode bibtex bicep bison bnf brainfuck bsl c c# c++ cc cfg cfscript chaiscript cil clang clike clj clojure cmake cmd cobol coffee coffeescript conc concurnas conf config console coq cpp crontab cs csharp cshtml csp css csv cuda cue cypher d dart dax debug delphi deno dhall diff django dns-zone-file docker dockerfile dotnet ebnf editorconfig eiffel ejs elisp elixir elm emacs-lisp env erb erl erlang error ex example excel-formula exs f# f90 factor fish fortran fs fsharp gawk gcode gdscript gherkin git gitattributes gitconfig gitignore gleam glsl gml gn go go-mod golang gradle graphql groovy h haml handlebars haskell haxe hbs hcl hlsl hoon hpp hs html http ical icon idris ignore ini io j java javadoc javascript jinja2 jl jq js jsdoc json json5 jsonc jsonl jsonp jsx julia just kdl kotlin kql kt kts kusto latte lean lean4 less liquid lisp livescript llvm log lolcode lua m4 make makefile man maple markdown markup math mathematica mathml matlab md mdx mediawiki mips mizar mongodb monkey mson mysql n1ql nasm ndjson neon nginx nim nix node none nsis nu nushell objc objective-c objectivec ocaml octave odin opencl openqasm output oz parigp parser pascal patch pcaxis perl php phpdoc pl plain plaintext plpgsql plsql postcss postgres postgresql powerquery powershell prisma processing prolog promql properties proto protobuf prql ps ps1 pseudocode psl pug puppet purebasic purescript pwsh py pycon python python3 q qbasic qml qsharp r racket razor rb re reason regex rego renpy rest result rip rkt rmd roboconf robotframework roff rs rst rtf ruby rust sas sass scala scheme scss sed sh sh-session shell shell-session shellsession shortcode smali smalltalk smarty sml sol solidity soy sparql splunk-spl spss sql sqlite sqlite3 squirrel ssh-config sshconfig ssml stan stata stderr stdout styl stylus supercollider svelte swift systemd systemverilog t4 tap tcl terraform tex text textile tf toml trig ts tsconfig tsv tsx tt2 turtle twig txt typescript typoscript uri url v vala vb vba vbnet vbs vbscript velocity verilog vhdl vim vimscript visual-basic vue warpscript wasm wat web-idl wgsl wiki wolfram xeora xml xojo xquery xsl xslt yaml yang yml zig zsh').split(' '),
);

/** Commands of TeX that link, style, run or define others (MathJax's html, action, require, bbox and newcommand packages). */
export const TEX_COMMANDS = /\\(?:href|url|style|class|cssId|data|html[A-Za-z]*|require|bbox|mmlToken|includegraphics|toggle|endtoggle|mathtip|texttip|unicode|def|gdef|edef|xdef|let|futurelet|newcommand|renewcommand|providecommand|newenvironment|renewenvironment|DeclareMathOperator|csname|catcode|input|include|write|special|verb|rule)(?![A-Za-z])/g;

/** Whether a fenced block with this language and content would be drawn or run by more than a highlighter. */
export function isLiveFence(language: string | null, content: string): boolean {
	if (!language) return false;
	const name = language.toLowerCase();
	return name === 'mermaid' ? isLiveDiagram(content) : !LANGUAGES.has(name);
}

/** Whether inline code would be run: Dataview's `= …` and `$= …`, Meta Bind's `INPUT[…]`. Bare operators are not. */
export function isLiveInline(content: string): boolean {
	const code = content.trim();
	if (/^[=<>!~$]+$/.test(code)) return false;
	// "==…" is a highlight shown as code: no expression begins with "=".
	return /^(?:\$=|=(?!=))/.test(code) || /^(?:INPUT|VIEW|BUTTON|EMBED)\s*\[/i.test(code);
}

/** Diagrams may draw boxes and arrows; not link, load, style with addresses, hold HTML, or configure themselves. */
function isLiveDiagram(content: string): boolean {
	if (/^\s*---\s*$/m.test(content) || /%%\s*\{/.test(content)) return true;
	if (/<[a-z!/?]/i.test(content.replace(/<br\s*\/?>|<<[\w -]+>>/gi, ''))) return true;
	if (/^\s*(?:click|href|callback|links?|properties|details)\b/im.test(content) || /;\s*click\b/i.test(content)) return true;
	return /:\/\/|\/\/\w|\burl\s*\(|@import|@\{|&#?\w+;|javascript:|data:/i.test(content) || spellsMore(content);
}

/** Mermaid's codes, "#35;" and "#quot;": numbers of signs that mean nothing to HTML or an address may stand. */
function spellsMore(content: string): boolean {
	return [...content.matchAll(/#(\w+);/g)].some(([, code = '']) => {
		if (code === 'quot' || code === 'nbsp') return false;
		const number = /^\d{1,7}$/.test(code) ? Number(code) : 0;
		return number < 33 || number > 0x10ffff || /[\w<>:/&\\\p{C}]/u.test(String.fromCodePoint(number));
	});
}
