//! What an author probably meant: the nearest keyword, the id that a line speaks of.

use std::sync::LazyLock;

use dabiao_diagnostics::nearest;
use dabiao_grammar::vocabulary::{Kind, Phrase, of_kind};
use dabiao_grammar::{DabiaoParser, Rule};
use dabiao_model::Text;
use pest::Parser;

/// The phrase that a line starts with as a whole token, the longest spelling first, and how it is spelled there.
pub(super) fn starts_with<'t>(text: &'t str, kinds: &[Kind]) -> Option<(&'static Phrase, &'t str)> {
    let phrases = kinds.iter().flat_map(|kind| of_kind(*kind));
    let spelled =
        phrases.flat_map(|phrase| phrase.spellings().map(move |spelling| (phrase, spelling)));
    longest(text, spelled)
}

/// The same for the keywords of items, which are asked for at each line in the first column.
pub(super) fn starts_item(text: &str) -> Option<&'static Phrase> {
    /// By the first byte, and the third, in which the Chinese ones differ.
    static ITEMS: LazyLock<Vec<(u8, u8, &'static Phrase, &'static str)>> = LazyLock::new(|| {
        let spelled = |phrase: &'static Phrase| {
            let spellings = phrase.spellings();
            spellings.filter_map(move |it| match it.as_bytes() {
                [first, _, third, ..] => Some((*first, *third, phrase, it)),
                _ => None,
            })
        };
        of_kind(Kind::Item).flat_map(spelled).collect()
    });
    let [first, _, third, ..] = text.as_bytes() else {
        return None;
    };
    let near = ITEMS
        .iter()
        .filter(|(one, other, ..)| one == first && other == third)
        .map(|(_, _, phrase, spelling)| (*phrase, *spelling));
    longest(text, near).map(|(phrase, _)| phrase)
}

/// The phrase with the longest spelling that a text starts with as a whole token.
fn longest(
    text: &str,
    spelled: impl Iterator<Item = (&'static Phrase, &'static str)>,
) -> Option<(&'static Phrase, &str)> {
    let fits = |spelling: &str| {
        let rest = text
            .strip_prefix(spelling)
            .filter(|_| !spelling.is_empty())?;
        let next = rest.chars().next().unwrap_or(' ');
        let glued = if spelling.is_ascii() {
            next.is_alphanumeric() || next == '-'
        } else {
            next.is_alphabetic()
        };
        (!glued).then(|| text.get(..spelling.len())).flatten()
    };
    let found = spelled.filter_map(|(phrase, spelling)| Some((phrase, fits(spelling)?)));
    found.max_by_key(|(_, word)| word.len())
}

/// The first word of a line.
pub(super) fn first_word(text: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：' | '"' | '“' | '「' | '(' | '（' | ',' | '，' | '、'
            )
    };
    let word = text.split(ends).next().unwrap_or_default();
    if word.is_empty() {
        text.chars()
            .next()
            .map_or("", |c| text.get(..c.len_utf8()).unwrap_or_default())
    } else {
        word
    }
}

/// The keyword of the item that a word of other documents and programs stands for.
pub(super) fn item_for(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let meant = OTHER_WORDS
        .iter()
        .find(|(others, _)| others.contains(&lower.as_str()));
    meant.map(|(_, phrase)| {
        if word.is_ascii() {
            phrase.en()
        } else {
            phrase.zh()
        }
    })
}

/// What people call an item who have not read the reference.
const OTHER_WORDS: &[(&[&str], &Phrase)] = &[
    (
        &["plan", "ruleset", "规划", "计划", "工作方案"],
        Phrase::POLICY,
    ),
    (
        &["include", "require", "using", "引入", "导入", "包含"],
        Phrase::IMPORT,
    ),
    (
        &[
            "constant", "const", "variable", "var", "let", "常量", "变量",
        ],
        Phrase::PARAMETER,
    ),
    (
        &[
            "county",
            "city",
            "organisation",
            "organization",
            "actor",
            "县",
            "市",
            "单位",
            "地区",
            "部门",
        ],
        Phrase::ENTITY,
    ),
    (
        &[
            "indicator",
            "kpi",
            "measure",
            "figure",
            "data",
            "数据",
            "数值",
            "统计指标",
        ],
        Phrase::METRIC,
    ),
    (
        &[
            "cases",
            "ledger",
            "table",
            "case",
            "案件",
            "清单",
            "登记表",
            "表",
        ],
        Phrase::RECORD,
    ),
    (
        &["section", "chapter", "重点任务", "事项", "措施"],
        Phrase::TASK,
    ),
    (
        &[
            "goal",
            "objective",
            "requirement",
            "rule",
            "要求",
            "规则",
            "指标要求",
            "考核指标",
        ],
        Phrase::TARGET,
    ),
    (
        &["deliverable", "deadline", "里程碑", "时间节点", "完成时限"],
        Phrase::MILESTONE,
    ),
    (
        &[
            "assert",
            "validate",
            "validation",
            "constraint",
            "校验",
            "检查",
            "勾稽",
            "校核",
        ],
        Phrase::CHECK,
    ),
    (
        &["sanction", "consequence", "问责", "追责"],
        Phrase::ESCALATION,
    ),
    (
        &["index", "ranking", "grade", "考核", "打分", "排名", "指数"],
        Phrase::SCORE,
    ),
    (&["comment", "remark", "备注", "注"], Phrase::NOTE),
    (&["example", "scenario", "用例", "示例"], Phrase::TEST),
];

/// The spelling of a phrase that is nearest to a word, if one is near enough to be meant.
pub(super) fn nearest(word: &str, kinds: &[Kind]) -> Option<&'static str> {
    let spellings = || {
        let phrases = kinds.iter().flat_map(|kind| of_kind(*kind));
        phrases
            .flat_map(Phrase::spellings)
            .filter(|spelling| spelling.chars().count() > 1)
    };
    let glued = spellings().filter(|spelling| !spelling.is_ascii() && word.starts_with(spelling));
    glued
        .max_by_key(|spelling| spelling.len())
        .or_else(|| nearest::nearest(word, spellings()))
}

/// Which items have the clauses that a rule of the grammar reads.
const CLAUSES: [(Rule, &[&Phrase]); 6] = [
    (Rule::policy_clause, &[Phrase::POLICY]),
    (Rule::metric_clause, &[Phrase::METRIC]),
    (
        Rule::rule_clause,
        &[Phrase::TASK, Phrase::TARGET, Phrase::MILESTONE],
    ),
    (Rule::escalation_clause, &[Phrase::ESCALATION]),
    (Rule::score_clause, &[Phrase::SCORE]),
    (Rule::test_clause, &[Phrase::TEST]),
];

/// The items that have a clause as it stands, apart from the one it stands under.
pub(super) fn owners(item: &Phrase, clause: &str) -> Vec<&'static Phrase> {
    let have = CLAUSES
        .iter()
        .filter(|(_, items)| !items.contains(&item))
        .filter(|(rule, _)| DabiaoParser::parse(*rule, clause).is_ok());
    have.flat_map(|(_, items)| items.iter().copied()).collect()
}

/// The keyword of a text that is a clause of an item as it stands.
pub(super) fn own_clause<'t>(item: &Phrase, text: &'t str) -> Option<&'t str> {
    let (_, keyword) = starts_with(text, &[Kind::Clause])?;
    let mut own = CLAUSES.iter().filter(|(_, items)| items.contains(&item));
    own.find(|(rule, _)| DabiaoParser::parse(*rule, text).is_ok())?;
    Some(keyword)
}

/// The help for an unknown item: what the word is called here, the nearest, or what there is.
pub(super) fn item_hint(near: Option<&str>) -> Text {
    let Some(near) = near else {
        let all = || of_kind(Kind::Item);
        let en = quoted(all().map(Phrase::en), "`", "`, `", "` or `");
        let zh = quoted(all().map(Phrase::zh), "", "、", "或");
        return Text::new(
            format!("items start with {en}; clauses of an item are indented"),
            format!("条目以{zh}开头；条目的子句须缩进"),
        );
    };
    nearest::did_you_mean(near)
}

/// The help for an unknown clause.
pub(super) fn clause_hint(word: &str, near: Option<&str>, owners: &[&Phrase]) -> Text {
    if !owners.is_empty() {
        let names = || owners.iter();
        let en = quoted(names().map(|it| it.en()), "`", "`, `", "` or `");
        let zh = quoted(names().map(|it| it.zh()), "", "、", "或");
        return Text::new(
            format!("it is a clause of {en}: write it there"),
            format!("这是{zh}的子句，请写在那里"),
        );
    }
    match near {
        Some(near) if near == word => Text::new(
            format!("`{word}` is a clause of other items, or its words are in another order here"),
            format!("“{word}”是其他条目的子句，或此处语序不同"),
        ),
        Some(near) => nearest::did_you_mean(near),
        None => Text::new(
            "see the reference for the clauses of each item",
            "各条目的子句见语言参考",
        ),
    }
}

/// Words one after the other, the last one joined in its own way.
fn quoted<'a>(
    words: impl Iterator<Item = &'a str>,
    quote: &str,
    between: &str,
    last: &str,
) -> String {
    let mut words: Vec<&str> = words.collect();
    let end = words.pop().unwrap_or_default();
    let start = words.join(between);
    let joint = if start.is_empty() { "" } else { last };
    format!("{quote}{start}{joint}{end}{quote}")
}

/// The id that an item's line gives, or its name where it has none.
pub(super) fn id_of(keyword: &Phrase, text: &str) -> Option<String> {
    let rules = [
        "TASK",
        "TARGET",
        "MILESTONE",
        "CHECK",
        "NOTE",
        "ESCALATION",
        "SCORE",
    ];
    if !rules.contains(&keyword.id()) {
        return None;
    }
    let spelling = keyword
        .spellings()
        .filter(|spelling| text.starts_with(spelling))
        .max_by_key(|s| s.len())?;
    let rest = text.strip_prefix(spelling)?.trim_start();
    let id = rest
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .next()?;
    // `escalation for …` has none.
    let is_id = !id.is_empty() && !Phrase::FOR.is_spelled(id);
    is_id.then(|| id.to_owned())
}
