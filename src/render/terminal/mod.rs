//! The report for a terminal: the decision and what blocks it first, then sections, gaps with their places, and what lapses.
//!
//! Architecture invariant: every text of the submission is escaped before it is wrapped, no line is wider than the terminal, and
//! what is drawn around texts is ASCII, so that it is as wide on a Japanese terminal as on any other.

mod basis;
mod foot;
mod gap;
mod head;
mod page;
mod place;
mod section;
mod wrap;

use crate::model::report::GapReport;
use crate::model::text::Bilingual;

#[cfg(test)]
use super::sample;
use super::{Format, RenderOptions};
use page::Page;

pub(super) const FORMAT: Format = Format {
    id: "text",
    extension: "txt",
    title: Bilingual { ja: "端末用の報告", en: "report for a terminal" },
    render: |report, options| render(report, options).into_bytes(),
};

fn render(report: &GapReport, options: &RenderOptions) -> String {
    let mut page = Page::new(options);
    if options.quiet {
        head::quiet(&mut page, report);
    } else {
        head::decision(&mut page, report);
        basis::basis(&mut page, report);
        head::blocking(&mut page, report);
        section::table(&mut page, report);
        gap::gaps(&mut page, report);
        foot::dispositions(&mut page, report);
        foot::lapses(&mut page, report);
        foot::diagnostics(&mut page, report);
        foot::origin(&mut page, report);
    }
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::outcome::Verdict;
    use crate::model::report::DecisionOutcome;
    use crate::model::text::Lang;

    const LANGS: [Lang; 2] = [Lang::Ja, Lang::En];

    fn lines(report: &GapReport, lang: Lang, columns: usize) -> Vec<String> {
        render(report, &sample::options(lang, columns)).lines().map(str::to_owned).collect()
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for lang in LANGS {
            for columns in 60..=160 {
                for report in [sample::draft(), sample::hostile()] {
                    for line in lines(&report, lang, columns) {
                        assert!(wrap::width(&line, lang) <= columns, "{columns}: {line}");
                    }
                }
            }
        }
    }

    #[test]
    fn lines_of_the_section_table_are_equally_wide() {
        let few = sample::simple(DecisionOutcome::Rejected, Verdict::Unmet);
        for lang in LANGS {
            for columns in [60, 61, 64, 70, 80, 100, 160] {
                for report in [sample::draft(), few.clone()] {
                    let page = lines(&report, lang, columns);
                    let first = page
                        .iter()
                        .position(|line| line == "区分別の結果" || line == "Sections")
                        .unwrap()
                        + 1;
                    let table: Vec<_> =
                        page[first..].iter().take_while(|line| !line.is_empty()).collect();
                    let widths: Vec<_> = table.iter().map(|line| wrap::width(line, lang)).collect();
                    assert!(table.len() >= 6, "{table:#?}");
                    assert!(widths.iter().all(|width| *width == widths[0]), "{table:#?}");
                }
            }
        }
    }

    #[test]
    fn drawing_and_words_have_no_character_of_ambiguous_width() {
        use unicode_width::UnicodeWidthStr;
        for line in lines(&sample::draft(), Lang::Ja, 80) {
            assert_eq!(line.width(), line.width_cjk(), "{line}");
        }
    }

    #[test]
    fn the_first_ten_lines_say_whether_and_why() {
        let rejected = sample::draft();
        let cases = [
            (
                &rejected,
                Lang::Ja,
                [
                    "要件不充足(330件中76件について判定)",
                    "必須要件のうち22件が不適合です。",
                    "GC22-STO-003 不適合",
                ],
            ),
            (
                &rejected,
                Lang::En,
                [
                    "rejected (76 of 330 requirements judged)",
                    "22 mandatory requirements are not met.",
                    "GC22-STO-003 unmet",
                ],
            ),
        ];
        for (report, lang, needed) in cases {
            for columns in [60, 80, 160] {
                let head = lines(report, lang, columns)[..10].join("\n");
                for needed in needed.iter().chain(&["2023-10-12"]) {
                    assert!(head.contains(needed), "{columns}: {needed} in\n{head}");
                }
            }
        }
    }

    #[test]
    fn every_decision_has_its_reason() {
        let cases = [
            (
                DecisionOutcome::Accepted,
                Verdict::Met,
                "accepted for 76 of 330 requirements",
                "Every mandatory requirement is satisfied.",
            ),
            (
                DecisionOutcome::Accepted,
                Verdict::Waived,
                "accepted for 76 of 330 requirements",
                "is satisfied (1 waived).",
            ),
            (
                DecisionOutcome::Conditional,
                Verdict::Planned,
                "conditional (76 of 330",
                "1 mandatory requirement is planned, not met yet. The deadline is 2026-03-31.",
            ),
            (
                DecisionOutcome::Rejected,
                Verdict::Unmet,
                "rejected (76 of 330",
                "1 mandatory requirement is not met.",
            ),
            (
                DecisionOutcome::Undecided,
                Verdict::Inconclusive,
                "undecided (76 of 330",
                "cannot be decided yet (1 inconclusive).",
            ),
        ];
        for (outcome, verdict, decision, why) in cases {
            let mut report = sample::simple(outcome, verdict);
            let text = lines(&report, Lang::En, 160).join("\n");
            assert!(text.contains(decision) && text.contains(why), "{text}");
            report.decision.partial = false;
            let text = lines(&report, Lang::En, 160).join("\n");
            assert!(!text.contains("of 330"), "{text}");
        }
        let accepted =
            lines(&sample::simple(DecisionOutcome::Accepted, Verdict::Met), Lang::Ja, 80);
        assert_eq!(accepted[0], "判定      330件中76件について要件充足");
    }

    #[test]
    fn quiet_is_one_line() {
        for lang in LANGS {
            for report in [sample::draft(), sample::hostile()] {
                let text =
                    render(&report, &RenderOptions { quiet: true, ..sample::options(lang, 60) });
                assert_eq!(text.matches('\n').count(), 1, "{text}");
                assert!(text.ends_with('\n') && text.contains("51/76"), "{text}");
            }
        }
    }

    #[test]
    fn nothing_of_a_submission_moves_the_cursor() {
        for lang in LANGS {
            let text = render(&sample::hostile(), &sample::options(lang, 80));
            let acts = |c: char| {
                (c.is_control() && c != '\n') || matches!(c, '\u{200b}' | '\u{202e}' | '\u{2066}')
            };
            assert_eq!(text.chars().find(|c| acts(*c)), None);
            assert!(text.contains("\\u{1b}[2J"));
        }
    }

    #[test]
    fn color_adds_nothing_but_color() {
        for lang in LANGS {
            let plain = render(&sample::draft(), &sample::options(lang, 80));
            let colored = render(
                &sample::draft(),
                &RenderOptions { color: true, ..sample::options(lang, 80) },
            );
            let mut stripped = String::new();
            for (rank, part) in colored.split('\u{1b}').enumerate() {
                let rest =
                    if rank == 0 { Some(part) } else { part.split_once('m').map(|(_, rest)| rest) };
                stripped.push_str(rest.unwrap());
            }
            assert!(colored.contains("\u{1b}[1;31m"));
            assert_eq!(stripped, plain);
        }
    }

    #[test]
    fn lists_say_what_they_leave_out() {
        let text = lines(&sample::draft(), Lang::Ja, 80).join("\n");
        for said in [
            "ほか19件",
            "要件充足を妨げている事項(22件)",
            "ほか7件",
            "適合に至っていない要件(26件)",
            "ほか41件",
        ] {
            assert!(text.contains(said), "{said} in\n{text}");
        }
    }

    #[test]
    fn requirements_that_lapse_alike_stand_together() {
        let text = lines(&sample::draft(), Lang::En, 160).join("\n");
        let said =
            "met until 2024-01-31, then unproven (the evidence lapses): GC22-STO-001, GC22-STO-031";
        assert!(text.contains(said), "{text}");
    }

    #[test]
    fn a_gap_says_where_and_what_to_do() {
        let text = lines(&sample::draft(), Lang::En, 120).join("\n");
        let gap = text.split("GC22-STO-003  unmet").nth(2).unwrap().split("\n\n").next().unwrap();
        for said in [
            "conflict  the answer says met, the evidence shows otherwise",
            "answer: \"met\" 架空の事業者 クラウド.csv:8 #/Buckets/0",
            "evidence: exports/s3.json:231 #/Buckets/0",
            "versioning.enabled = 架空の事業者 クラウド (expected equals: true)",
            "wrong     no entry of the service list offers it",
            "12 of 14 examined, 2 wrong, 0 unclear, 1 gone; the listing is complete",
            "remedy    Enable versioning",
        ] {
            assert!(gap.contains(said), "{said} in\n{gap}");
        }
        assert!(!gap.contains("seen to be right"), "{gap}");
    }
}
