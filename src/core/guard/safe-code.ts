/**
 * Code in an agent's Markdown that would not stay code: fences that a plugin draws or runs, inline queries,
 * diagrams and formulas that link or load.
 */

/** Languages that highlighters know and no plugin is known to take over (names and short names of Prism 1.30). */
const LANGUAGES = new Set(
	('abap abnf actionscript ada adoc agda al antlr4 apacheconf apex apl applescript arduino arff armasm arm-asm asciidoc asm asm6502 aspnet atom autohotkey ahk autoit avisynth avs awk bash basic bat batch bbcode bibtex bicep bison bnf brainfuck bsl c c++ cc cfscript chaiscript cil clang clike clj clojure cmake cmd cobol coffee coffeescript conc concurnas console cpp cs csharp cshtml csp css csv cuda cue cypher d dart dax debug dhall diff django dns-zone-file docker dockerfile dot dotnet ebnf editorconfig eiffel ejs elisp elixir ex exs elm emacs-lisp erb erlang erl excel-formula f# f90 factor fish fortran fs fsharp gawk gcode gdscript gherkin git gitignore glsl gml go go-mod golang gradle graphql groovy gn h haml handlebars hbs haskell hs haxe hcl hlsl hoon hpp html http ical icon idris ignore ini io j java javadoc javascript jinja2 jl jq js jsdoc json json5 jsonc jsonl jsonp jsx julia kotlin kt kts kusto kql latex latte less lilypond liquid lisp livescript llvm log lolcode lua m4 makefile make markdown markup mathml mathematica matlab md mdx mediawiki mips mizar mongodb monkey mson n1ql nasm neon nginx nim nix nsis objc objectivec objective-c ocaml octave odin opencl openqasm oz parigp parser pascal patch pcaxis perl php phpdoc pl plain plaintext plsql postcss postgres postgresql powerquery powershell ps ps1 pwsh processing prolog promql properties proto protobuf prql psl pug puppet purebasic purescript py pycon python python3 q qml qsharp r racket rb razor re reason regex rego renpy rest rip rkt roboconf robotframework rss rst rs rtf ruby rust sas sass sass scala scheme scss sed sh shell shell-session shellsession shortcode smali smalltalk smarty sml sol solidity soy sparql splunk-spl sql sqlite squirrel ssml stan stata styl stylus supercollider svelte svg swift systemd systemverilog t4 tap tcl terraform tf tex text textile toml trig ts tsconfig tsv tsx tt2 turtle twig txt typ typescript typoscript typst uri url v vala vb vba vbnet velocity verilog vhdl vim vimscript visual-basic vue warpscript wasm wat web-idl wgsl wiki wolfram xeora xml xojo xquery xsl xslt yaml yml yang zig zsh math').split(' '),
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
	return /^\$?=/.test(code) || /^(?:INPUT|VIEW|BUTTON|EMBED)\s*\[/i.test(code);
}

/** Diagrams may draw boxes and arrows; not link, load, style with addresses, hold HTML, or configure themselves. */
function isLiveDiagram(content: string): boolean {
	if (/^\s*---\s*$/m.test(content) || /%%\s*\{/.test(content)) return true;
	if (/<(?!br\s*\/?>|-|=|\||\|-|o|\.)/i.test(content.replace(/<<[\w -]+>>/g, '')) && /<\s*[a-z!/?]/i.test(content.replace(/<br\s*\/?>|<<[\w -]+>>/gi, ''))) return true;
	if (/^\s*(?:click|href|callback|links?|properties|details)\b/im.test(content) || /;\s*click\b/i.test(content)) return true;
	return /:\/\/|\/\/\w|\burl\s*\(|@import|@\{|&#?\w+;|#\w+;|javascript:|data:/i.test(content);
}
