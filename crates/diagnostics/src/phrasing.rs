//! How documents put it, and how it is written here: help for a line that could not be read.

use dabiao_model::Text;
use dabiao_model::literal::half_width_char;

/// Words of a document that stand for something the language spells otherwise.
struct Phrasing {
    marks: &'static [Mark],
    remedy: (&'static str, &'static str),
}

/// What a phrasing is known by, in a line in lower case with half-width signs.
enum Mark {
    /// The words, apart from letters on both sides.
    Words(&'static str),
    /// The words, and a number or nothing behind them: `increases by 2%`, 提高2%.
    BeforeNumber(&'static str),
    /// A number with its unit, and the words behind it: `95% of`, with none of the signs that make it a threshold.
    AfterShare(&'static str),
    /// Chinese words anywhere.
    Within(&'static str),
    /// A limit in days that names no event to count from: 10日内签订.
    BareLimit,
}

use Mark::{AfterShare, BareLimit, BeforeNumber, Within, Words};

const PHRASINGS: &[Phrasing] = &[
    Phrasing {
        marks: &[
            BeforeNumber("increases by"),
            BeforeNumber("increase by"),
            BeforeNumber("grows by"),
            BeforeNumber("rises by"),
            BeforeNumber("up by"),
            BeforeNumber("falls by"),
            BeforeNumber("decreases by"),
            BeforeNumber("reduced by"),
            BeforeNumber("down by"),
            Words("higher than last year"),
            Words("lower than last year"),
            BeforeNumber("提高"),
            BeforeNumber("提升"),
            BeforeNumber("增长"),
            BeforeNumber("上升"),
            BeforeNumber("降低"),
            BeforeNumber("下降"),
            BeforeNumber("减少"),
            BeforeNumber("压缩"),
            BeforeNumber("缩短"),
        ],
        remedy: (
            "say compared with when: `X at least 15% above last year`, `X at least 2 points below same period last year`",
            "请写明与何时相比：X 较上年提高2个百分点、X 同比增长15%、X 较上年降低10%",
        ),
    },
    Phrasing {
        marks: &[AfterShare("of "), AfterShare("的")],
        remedy: (
            "a share of the cases begins with its comparator: at least 95% of contract signed within 10 days",
            "占多少的个案以比较符开头：≥ 95% 的 合同 在 中标 后 10日内 签订",
        ),
    },
    Phrasing {
        marks: &[
            Words("by end of"),
            Words("by the end of"),
            Words("no later than"),
            Words("by january"),
            Words("by february"),
            Words("by march"),
            Words("by april"),
            Words("by may"),
            Words("by june"),
            Words("by july"),
            Words("by august"),
            Words("by september"),
            Words("by october"),
            Words("by november"),
            Words("by december"),
            Within("前完成"),
            Within("前 完成"),
            Within("前建成"),
            Within("前达到"),
            Within("前 达到"),
        ],
        remedy: (
            "the due date stands on a line of its own, indented: due 2026-12",
            "期限单独成行、缩进：期限 2026年12月",
        ),
    },
    Phrasing {
        marks: &[
            BeforeNumber("signed in"),
            BeforeNumber("closed in"),
            BeforeNumber("replied in"),
            BeforeNumber("done in"),
        ],
        remedy: (
            "a limit says within: contract signed within 10 days",
            "时限写“内”：合同 在 中标 后 10日内 签订",
        ),
    },
    Phrasing {
        marks: &[Words("number of"), Within("的数量"), Within("的个数")],
        remedy: (
            "cases are counted by `count of contract where signed`",
            "数个案写：合同 中 已签 的 件数",
        ),
    },
    Phrasing {
        marks: &[
            Words("q1 20"),
            Words("q2 20"),
            Words("q3 20"),
            Words("q4 20"),
        ],
        remedy: (
            "a quarter is written 2026Q2",
            "季度写作 2026年二季度 或 2026Q2",
        ),
    },
    Phrasing {
        marks: &[
            Within("不得"),
            Within("严禁"),
            Within("禁止"),
            Within("杜绝"),
            Words("must not"),
        ],
        remedy: (
            "a prohibition is a count that must be zero: X cleared, or count of R where C = 0",
            "禁止的事写成数为零：X 清零，或 R 中 C 的 件数 = 0",
        ),
    },
    Phrasing {
        marks: &[BareLimit],
        remedy: (
            "a limit says of which cases and from when: contract signed within 10 days of awarded",
            "时限要写明哪类个案、从何时起：合同 在 中标 后 10日内 签订",
        ),
    },
];

/// What to write in place of a phrase of the documents in this line; nothing where it has none of those known.
///
/// ```
/// use dabiao_diagnostics::phrasing;
/// let help = phrasing::remedy("SME share increases by 2%").unwrap();
/// assert!(help.en.contains("above last year"));
/// assert!(phrasing::remedy("网上可办率 提高２％").unwrap().zh.contains("同比增长15%"));
/// assert_eq!(phrasing::remedy("SME share ≥ 80%"), None);
/// ```
pub fn remedy(line: &str) -> Option<Text> {
    let line: String = line
        .chars()
        .map(half_width_char)
        .flat_map(char::to_lowercase)
        .collect();
    let found = PHRASINGS
        .iter()
        .find(|phrasing| phrasing.marks.iter().any(|mark| mark.is_in(&line)))?;
    Some(Text::new(found.remedy.0, found.remedy.1))
}

impl Mark {
    fn is_in(&self, line: &str) -> bool {
        match self {
            Within(words) => line.contains(words),
            BareLimit => {
                ["日内", "天内"].iter().any(|it| line.contains(it))
                    && !line.contains(['后', '前', '起'])
            }
            Words(words) => places(line, words).any(|(before, _)| !ends_in_letter(before)),
            BeforeNumber(words) => places(line, words).any(|(before, behind)| {
                let apart = !words.is_ascii() || !ends_in_letter(before);
                apart && ends_or_starts_with_number(behind)
            }),
            AfterShare(words) => places(line, words).any(|(before, _)| ends_in_bare_share(before)),
        }
    }
}

/// What stands before and behind each place of some words.
fn places<'l>(line: &'l str, words: &'l str) -> impl Iterator<Item = (&'l str, &'l str)> {
    line.match_indices(words).filter_map(|(at, found)| {
        let behind = line.get(at.saturating_add(found.len())..)?;
        Some((line.get(..at)?, behind))
    })
}

fn ends_in_letter(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// A number, perhaps behind a short word: 提高至少2%.
fn ends_or_starts_with_number(text: &str) -> bool {
    let mut head = text.trim_start().chars().take(4);
    text.is_empty() || head.any(|c| c.is_ascii_digit())
}

/// Whether a text ends in a share that begins a condition: `: 95% ` without a comparator before the number.
fn ends_in_bare_share(text: &str) -> bool {
    let Some(number) = text.trim_end().strip_suffix(['%', '‰']) else {
        return false;
    };
    let number = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let before = number.trim_end();
    before.is_empty() || before.ends_with([':', '且', '或'])
}
