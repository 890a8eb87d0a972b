//! The words of the page, once in English and Chinese; a template takes them from `words`.

use std::collections::BTreeMap;

use dabiao_core::{Language, State};

/// The words by the names that templates use.
pub(super) fn words(language: Language) -> BTreeMap<&'static str, &'static str> {
    let words = WORDS.iter();
    words
        .map(|(name, en, zh)| (*name, language.pick(*en, *zh)))
        .collect()
}

const WORDS: &[(&str, &str, &str)] = &[
    ("as_of", "As of", "截至"),
    ("skip", "To the verdicts", "跳到结论"),
    ("glance", "At a glance", "总览"),
    ("verdicts", "verdicts", "项结论"),
    ("matrix", "Who stands where", "各主体达标情况"),
    (
        "matrix_note",
        "Of each target the latest verdict that is not pending.",
        "每项目标取最近一次已到期或已有数据的结论。",
    ),
    ("everyone", "all", "全部"),
    ("attention", "What wants looking after", "需要关注"),
    ("nothing", "Nothing.", "无。"),
    ("next", "What is due next", "近期到期"),
    ("rankings", "Scores and ranks", "得分与排名"),
    ("escalations", "What follows", "督办与激励"),
    ("checks", "Checks of the figures", "数据核验"),
    ("problems", "Problems in the data", "数据问题"),
    ("targets", "Target by target", "逐项目标"),
    ("target", "Target", "目标"),
    ("entity", "Entity", "主体"),
    ("period", "Period", "时期"),
    ("state", "State", "结论"),
    ("actual", "Actual", "实际"),
    ("required", "Required", "要求"),
    ("margin", "Margin", "余量"),
    ("due", "Due", "期限"),
    ("why", "Why", "依据"),
    ("lead", "Lead", "牵头"),
    ("clause", "Clause", "条款"),
    ("rule", "Rule", "规则"),
    ("best_effort", "best effort", "力争"),
    ("rank", "Rank", "名次"),
    ("total", "Total", "总分"),
    ("grade", "Grade", "等次"),
    ("party", "Party", "对象"),
    ("standing", "Standing", "情形"),
    ("follows", "What follows", "后续措施"),
    ("check", "Check", "核验"),
    ("result", "Result", "结果"),
    ("place", "Place", "位置"),
    ("message", "What is wrong", "问题"),
    ("trend", "Trend", "走势"),
    ("policy_hash", "Policy", "方案"),
    ("data_hash", "Data", "数据"),
    ("title", "Title", "名称"),
    ("count", "Verdicts", "结论数"),
    ("all_verdicts", "All", "合计"),
    ("note", "Note", "备注"),
    ("part", "Part", "分项"),
    ("score", "Score", "评分"),
    ("step", "Step", "推导"),
    ("kind_of_problem", "Kind", "类别"),
    ("code", "Code", "代码"),
    ("more", "Further ones not listed:", "未列出的还有："),
    (
        "rows_cut",
        "Rows that a sheet has no room for:",
        "工作表容纳不下而略去的行数：",
    ),
    (
        "columns_cut",
        "Columns that a sheet has no room for:",
        "工作表容纳不下而略去的列数：",
    ),
    (
        "cells_cut",
        "Texts cut to what a cell holds:",
        "超出单元格长度而截短的文字：",
    ),
    ("sheet_overview", "Overview", "总览"),
    ("sheet_matrix", "Lights", "达标情况"),
    ("sheet_attention", "Attention", "需要关注"),
    ("sheet_next", "Due next", "近期到期"),
    ("sheet_verdicts", "Verdicts", "结论"),
    ("sheet_parts", "Parts", "分项结论"),
    ("sheet_rankings", "Scores", "得分与排名"),
    ("sheet_escalations", "What follows", "督办与激励"),
    ("sheet_checks", "Checks", "数据核验"),
    ("sheet_problems", "Data problems", "数据问题"),
    ("sheet_derivations", "Derivations", "推导"),
    (
        "points_note",
        "Margins of percentages are in percentage points.",
        "百分比的余量为百分点。",
    ),
];

/// A sign for a state, so that colour is not the only thing that tells it.
pub(super) fn sign(state: State) -> &'static str {
    match state {
        State::Met => "✓",
        State::Unmet => "✗",
        State::AtRisk => "!",
        State::OnTrack => "↗",
        State::Pending => "…",
        State::NoData => "?",
        State::NotApplicable => "–",
        State::Invalid => "⚠",
    }
}
