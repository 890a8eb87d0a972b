//! Words that documents write in place of a figure or a date, and what can be written instead.

use dabiao_model::Text;

/// A family of such words with the remedy they share.
struct Vague {
    en: &'static [&'static str],
    zh: &'static [&'static str],
    remedy: (&'static str, &'static str),
}

const WORDS: &[Vague] = &[
    Vague {
        en: &["close to", "near", "nearly", "approaching"],
        zh: &["接近", "靠近", "趋近"],
        remedy: (
            "say how far off still counts: X ≥ benchmark \"province average\" of X - 2 points, or X ≥ 78%",
            "请写明差多少仍算：X ≥ X 的 标杆 “全省平均” - 2个百分点，或 X ≥ 78%",
        ),
    },
    Vague {
        en: &["around", "roughly", "approximately"],
        zh: &["左右"],
        remedy: (
            "give both ends: X between 75% and 85%",
            "请写出两端：X 介于 75% 和 85% 之间",
        ),
    },
    Vague {
        en: &["immediately", "at once", "on the spot", "instantly"],
        zh: &["当场", "即时", "即刻", "立即", "马上", "随即"],
        remedy: (
            "write `on the same day`, or a limit in hours between two times; a duty without any of these is a milestone or a note",
            "请写“当日”，或在两个时刻之间写小时数；都没有的，写成节点或说明",
        ),
    },
    Vague {
        en: &[
            "promptly",
            "in time",
            "timely",
            "as soon as possible",
            "quickly",
        ],
        zh: &["及时", "尽快", "适时", "尽早"],
        remedy: (
            "write a limit, `within 10 days`, or a date, `due 2025-06`; without either it is a milestone or a note",
            "请写时限（10日内）或日期（期限 2025年6月）；都没有的，写成节点或说明",
        ),
    },
    Vague {
        en: &[
            "significantly",
            "markedly",
            "substantially",
            "greatly",
            "steadily",
            "gradually",
        ],
        zh: &[
            "大幅",
            "明显",
            "显著",
            "稳步",
            "逐步",
            "进一步",
            "不断",
            "持续提升",
            "持续下降",
        ],
        remedy: (
            "write `improves` where any step the better way is enough, or by how much: X ≥ X last year + 2 points",
            "有所改善即可的，写“较上年改善”；否则写明幅度：X ≥ X 上年 + 2个百分点",
        ),
    },
    Vague {
        en: &["among the first", "in front", "upper middle"],
        zh: &["前列", "中上游", "中上水平", "领先"],
        remedy: ("write the place: rank of it top 5", "请写出名次：前5位"),
    },
    Vague {
        en: &["soon", "shortly", "about to"],
        zh: &["即将", "临近", "临期"],
        remedy: (
            "say how long before: warn 10 days before, or warn past 90% of the time",
            "请写明提前多久：预警 提前10日，或 预警 用时超过90%",
        ),
    },
    Vague {
        en: &["basically", "mostly", "largely"],
        zh: &["基本实现", "基本完成", "基本达到", "基本建成", "大部分"],
        remedy: (
            "write the share that is enough: ≥ 90%",
            "请写明达到多少即可：≥ 90%",
        ),
    },
    Vague {
        en: &["dynamically cleared", "kept at zero"],
        zh: &["动态清零", "保持清零"],
        remedy: (
            "write `cleared` with `due each month` for zero at the end of each month; for zero at every moment let the metric be the highest value of the period and take the maximum",
            "每月末为零的，写“清零”和“期限 每月”；时时为零的，指标按期内最高值报送并写“取最大”",
        ),
    },
    Vague {
        en: &["several", "a number of", "a series of"],
        zh: &["若干", "一批", "一系列", "多个", "多项", "多家"],
        remedy: ("write how many: ≥ 3 件", "请写明数量：≥ 3件"),
    },
];

/// A vague word in a text, with what stands before it and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'t> {
    /// The word as written.
    pub word: &'t str,
    /// What stands before it, without the blanks between.
    pub before: &'t str,
    /// Whether it begins the text behind a blank or at its start.
    pub apart: bool,
    /// What to write instead.
    pub remedy: Text,
}

/// Every vague word in a text, in the order of the list: English ones as whole words, Chinese ones anywhere.
///
/// ```
/// use dabiao_diagnostics::vague;
/// let found = vague::all("占比 接近 全省平均").next().unwrap();
/// assert_eq!((found.word, found.before), ("接近", "占比"));
/// assert!(vague::all("nearby shops").next().is_none());
/// ```
pub fn all(text: &str) -> impl Iterator<Item = Found<'_>> {
    WORDS.iter().flat_map(move |vague| {
        let words = vague.en.iter().chain(vague.zh);
        words.filter_map(move |word| {
            let at = text
                .match_indices(word)
                .map(|(at, _)| at)
                .find(|at| is_whole(text, *at, word))?;
            let before = text.get(..at)?;
            Some(Found {
                word: text.get(at..at.saturating_add(word.len()))?,
                before: before.trim_end(),
                apart: before.is_empty() || before.ends_with(char::is_whitespace),
                remedy: Text::new(vague.remedy.0, vague.remedy.1),
            })
        })
    })
}

/// An English word ends where it ends; a Chinese one has no blanks round it.
fn is_whole(text: &str, at: usize, word: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let before = text.get(..at).unwrap_or_default();
    let after = text
        .get(at.saturating_add(word.len())..)
        .unwrap_or_default();
    !word.is_ascii() || !joins(before.chars().next_back()) && !joins(after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_in_a_sentence_of_its_own() {
        for vague in WORDS {
            for word in vague.en.iter().chain(vague.zh) {
                let text = format!("share {word} 80%");
                assert!(
                    all(&text).any(|found| found.word == *word && found.before == "share"),
                    "{word}"
                );
            }
        }
    }
}
