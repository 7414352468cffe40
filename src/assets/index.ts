/** What ships with Praxis as Markdown, as texts: the built-in agents, patterns and strategies. A note of the person's with the same name wins. */
import builder from './agents/builder.md';
import critic from './agents/critic.md';
import librarian from './agents/librarian.md';
import planner from './agents/planner.md';
import scribe from './agents/scribe.md';
import adaptThisPattern from './patterns/adapt-this-pattern.md';
import anonymise from './patterns/anonymise.md';
import blindSpots from './patterns/blind-spots.md';
import changeTone from './patterns/change-tone.md';
import checkClaims from './patterns/check-claims.md';
import checkMetrics from './patterns/check-metrics.md';
import checkPhishing from './patterns/check-phishing.md';
import compareNotes from './patterns/compare-notes.md';
import continueWriting from './patterns/continue-writing.md';
import createAPattern from './patterns/create-a-pattern.md';
import dailyPlan from './patterns/daily-plan.md';
import decisionsAndOwners from './patterns/decisions-and-owners.md';
import editSelection from './patterns/edit-selection.md';
import explainTerms from './patterns/explain-terms.md';
import extractFacts from './patterns/extract-facts.md';
import extractIdeas from './patterns/extract-ideas.md';
import findFallacies from './patterns/find-fallacies.md';
import flashCards from './patterns/flash-cards.md';
import followUpMail from './patterns/follow-up-mail.md';
import improveWriting from './patterns/improve-writing.md';
import interviewQuestions from './patterns/interview-questions.md';
import jobAutomation from './patterns/job-automation.md';
import journalReflection from './patterns/journal-reflection.md';
import lectureNotes from './patterns/lecture-notes.md';
import meetingAgenda from './patterns/meeting-agenda.md';
import meetingMinutes from './patterns/meeting-minutes.md';
import neglectedGoals from './patterns/neglected-goals.md';
import openQuestions from './patterns/open-questions.md';
import outlineText from './patterns/outline-text.md';
import peopleAndDates from './patterns/people-and-dates.md';
import plainLanguage from './patterns/plain-language.md';
import preMortem from './patterns/pre-mortem.md';
import questionsForAnExpert from './patterns/questions-for-an-expert.md';
import questionsToUnderstand from './patterns/questions-to-understand.md';
import redTeam from './patterns/red-team.md';
import rememberJournal from './patterns/remember-journal.md';
import rememberMeeting from './patterns/remember-meeting.md';
import secureByDesignQuestions from './patterns/secure-by-design-questions.md';
import shortenText from './patterns/shorten-text.md';
import steelman from './patterns/steelman.md';
import suggestAPattern from './patterns/suggest-a-pattern.md';
import suggestLinks from './patterns/suggest-links.md';
import suggestTags from './patterns/suggest-tags.md';
import summarizeInAParagraph from './patterns/summarize-in-a-paragraph.md';
import summarizeInParts from './patterns/summarize-in-parts.md';
import summaryInLevels from './patterns/summary-in-levels.md';
import titleIdeas from './patterns/title-ideas.md';
import translate from './patterns/translate.md';
import weeklyReview from './patterns/weekly-review.md';
import weighADecision from './patterns/weigh-a-decision.md';
import yearInReview from './patterns/year-in-review.md';
import threatsToMyGoals from './patterns/threats-to-my-goals.md';
import whereIOverrateMyself from './patterns/where-i-overrate-myself.md';
import answerThenCheck from './strategies/answer-then-check.md';
import breakItDown from './strategies/break-it-down.md';
import draftThenRefine from './strategies/draft-then-refine.md';
import severalAnswers from './strategies/several-answers.md';
import stepByStep from './strategies/step-by-step.md';

export interface Asset {
	/** As if it lay in a folder of the vault: for problems and for the copy a person edits. */
	readonly path: string;
	readonly text: string;
}

/** The first one answers when nobody is named. */
export const AGENTS: readonly Asset[] = [
	{ path: 'agents/librarian.md', text: librarian },
	{ path: 'agents/scribe.md', text: scribe },
	{ path: 'agents/critic.md', text: critic },
	{ path: 'agents/planner.md', text: planner },
	{ path: 'agents/builder.md', text: builder },
];

export const PATTERNS: readonly Asset[] = [
	{ path: 'patterns/adapt-this-pattern.md', text: adaptThisPattern },
	{ path: 'patterns/anonymise.md', text: anonymise },
	{ path: 'patterns/blind-spots.md', text: blindSpots },
	{ path: 'patterns/change-tone.md', text: changeTone },
	{ path: 'patterns/check-claims.md', text: checkClaims },
	{ path: 'patterns/check-metrics.md', text: checkMetrics },
	{ path: 'patterns/check-phishing.md', text: checkPhishing },
	{ path: 'patterns/compare-notes.md', text: compareNotes },
	{ path: 'patterns/continue-writing.md', text: continueWriting },
	{ path: 'patterns/create-a-pattern.md', text: createAPattern },
	{ path: 'patterns/daily-plan.md', text: dailyPlan },
	{ path: 'patterns/decisions-and-owners.md', text: decisionsAndOwners },
	{ path: 'patterns/edit-selection.md', text: editSelection },
	{ path: 'patterns/explain-terms.md', text: explainTerms },
	{ path: 'patterns/extract-facts.md', text: extractFacts },
	{ path: 'patterns/extract-ideas.md', text: extractIdeas },
	{ path: 'patterns/find-fallacies.md', text: findFallacies },
	{ path: 'patterns/flash-cards.md', text: flashCards },
	{ path: 'patterns/follow-up-mail.md', text: followUpMail },
	{ path: 'patterns/improve-writing.md', text: improveWriting },
	{ path: 'patterns/interview-questions.md', text: interviewQuestions },
	{ path: 'patterns/job-automation.md', text: jobAutomation },
	{ path: 'patterns/journal-reflection.md', text: journalReflection },
	{ path: 'patterns/lecture-notes.md', text: lectureNotes },
	{ path: 'patterns/meeting-agenda.md', text: meetingAgenda },
	{ path: 'patterns/meeting-minutes.md', text: meetingMinutes },
	{ path: 'patterns/neglected-goals.md', text: neglectedGoals },
	{ path: 'patterns/open-questions.md', text: openQuestions },
	{ path: 'patterns/outline-text.md', text: outlineText },
	{ path: 'patterns/people-and-dates.md', text: peopleAndDates },
	{ path: 'patterns/plain-language.md', text: plainLanguage },
	{ path: 'patterns/pre-mortem.md', text: preMortem },
	{ path: 'patterns/questions-for-an-expert.md', text: questionsForAnExpert },
	{ path: 'patterns/questions-to-understand.md', text: questionsToUnderstand },
	{ path: 'patterns/red-team.md', text: redTeam },
	{ path: 'patterns/remember-journal.md', text: rememberJournal },
	{ path: 'patterns/remember-meeting.md', text: rememberMeeting },
	{ path: 'patterns/secure-by-design-questions.md', text: secureByDesignQuestions },
	{ path: 'patterns/shorten-text.md', text: shortenText },
	{ path: 'patterns/steelman.md', text: steelman },
	{ path: 'patterns/suggest-a-pattern.md', text: suggestAPattern },
	{ path: 'patterns/suggest-links.md', text: suggestLinks },
	{ path: 'patterns/suggest-tags.md', text: suggestTags },
	{ path: 'patterns/summarize-in-a-paragraph.md', text: summarizeInAParagraph },
	{ path: 'patterns/summarize-in-parts.md', text: summarizeInParts },
	{ path: 'patterns/summary-in-levels.md', text: summaryInLevels },
	{ path: 'patterns/title-ideas.md', text: titleIdeas },
	{ path: 'patterns/translate.md', text: translate },
	{ path: 'patterns/weekly-review.md', text: weeklyReview },
	{ path: 'patterns/weigh-a-decision.md', text: weighADecision },
	{ path: 'patterns/year-in-review.md', text: yearInReview },
	{ path: 'patterns/threats-to-my-goals.md', text: threatsToMyGoals },
	{ path: 'patterns/where-i-overrate-myself.md', text: whereIOverrateMyself },
];

/** Ways of thinking that can be put before any pattern. */
export const STRATEGIES: readonly Asset[] = [
	{ path: 'strategies/answer-then-check.md', text: answerThenCheck },
	{ path: 'strategies/break-it-down.md', text: breakItDown },
	{ path: 'strategies/draft-then-refine.md', text: draftThenRefine },
	{ path: 'strategies/several-answers.md', text: severalAnswers },
	{ path: 'strategies/step-by-step.md', text: stepByStep },
];
