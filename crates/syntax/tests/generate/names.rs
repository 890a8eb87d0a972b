//! Names, strings and ids.

use dabiao_syntax::ast::{Id, Name, Names, Str};
use dabiao_syntax::needs_quotes;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::nowhere;

const ENGLISH: &[&str] = &[
    "SME",
    "share",
    "days",
    "items",
    "to",
    "be",
    "admitted",
    "force",
    "rate",
    "top",
    "best",
    "from",
    "for",
    "over",
    "rank",
    "signed",
    "window",
    "of",
    "in",
    "not",
    "within",
    "cleared",
    "A-grade",
    "pre-trial",
    "stale",
    "cases",
    "average",
    "last",
    "year",
    "count",
    "per",
    "yes",
    "every",
    "each",
    "others",
    "reach",
    "5G",
    "better",
    "than",
];

const CHINESE: &[&str] = &[
    "中小企业采购占比",
    "规模以上工业企业",
    "牵头指标部门",
    "有效商标同比增幅",
    "部门联合“双随机”任务占比",
    "州政府办〔州数据局〕",
    "在建项目",
    "达标率",
    "合计数",
    "底数",
    "单位产值",
    "不低于八成",
    "清零",
    "后续",
    "前期",
    "内",
    "且",
    "的",
    "自",
    "至",
    "占比达到80%的户数",
    "未审结案件",
    "是",
    "对外贸易",
    "中",
    "合计",
    "件数",
];

/// Words that end or begin something else in one place or another, and so stand in quotes in all of them.
const TAKEN: &[&str] = &[
    "to",
    "from",
    "for",
    "per",
    "yes",
    "no",
    "every",
    "each",
    "count",
    "average",
    "share",
    "others",
    "rank",
    "over",
    "best",
    "top",
    "last",
    "是",
    "否",
    "全部",
    "自",
    "至",
    "对",
    "合计",
    "件数",
    "占比",
    "in",
    "不低于八成",
    "占比达到80%的户数",
];

/// A name of one to three words, in quotes where it needs them and sometimes where it does not.
pub(super) fn name() -> impl Strategy<Value = Name> {
    let word = prop_oneof![
        3 => select(ENGLISH).prop_map(str::to_owned),
        3 => select(CHINESE).prop_map(str::to_owned),
        2 => "[a-z]{3,7}",
        2 => "[一-龟]{2,6}",
    ];
    (vec(word, 1..4), proptest::bool::weighted(0.05)).prop_map(|(words, quoted)| {
        let taken = words.iter().any(|word| TAKEN.contains(&word.as_str()));
        let text = words.join(" ");
        Name {
            quoted: quoted || taken || needs_quotes(&text),
            text: text.into(),
            span: nowhere(),
        }
    })
}

/// Names of which one stands in quotes only where it must.
pub(super) fn plain_name() -> impl Strategy<Value = Name> {
    select(
        &[
            "contract",
            "signed",
            "合同",
            "签订",
            "中标公告",
            "project intent",
            "value",
        ][..],
    )
    .prop_map(|text| Name {
        text: text.into(),
        quoted: false,
        span: nowhere(),
    })
}

pub(super) fn name_list() -> impl Strategy<Value = Vec<Name>> {
    prop_oneof![5 => vec(name(), 1..4), 1 => vec(name(), 12..20)]
}

pub(super) fn names() -> impl Strategy<Value = Names> {
    (name_list(), any::<bool>()).prop_map(|(names, open)| Names { names, open })
}

/// A text that at least one kind of quotes fits.
pub(super) fn text() -> impl Strategy<Value = Str> {
    prop_oneof![
        "[a-z ,;#“”]{0,20}",
        "[一-龟，。；、“”「」]{1,10}",
        "[一-龟\" ]{1,8}",
        Just("落实“双随机、一公开”监管".to_owned()),
        Just("落实“深化“放管服”改革”的 \"要求\"".to_owned())
    ]
    .prop_map(|text| Str {
        text: text.into(),
        span: nowhere(),
    })
}

pub(super) fn id() -> impl Strategy<Value = Id> {
    select(&["6", "6.1", "9.5.1b", "K1.1", "rectified", "10.2-a", "二"][..]).prop_map(|text| Id {
        text: text.into(),
        span: nowhere(),
    })
}

pub(super) fn cited() -> impl Strategy<Value = Vec<Str>> {
    let text = select(&["6", "16.c", "二", "（一）", "第三条 第2款", "S3-09"][..]);
    vec(
        text.prop_map(|text| Str {
            text: text.into(),
            span: nowhere(),
        }),
        1..4,
    )
}
