//! The words that the grammar reads as units behind a number without a blank or a declaration.
//!
//! What they measure is no matter of the grammar; the crate that knows checks that none is missing here.

/// English unit names, plural and singular.
pub const ENGLISH: &[&str] = &[
    "percentage points", "percent", "points", "point", "ranks", "rank", "marks", "mark", "yuan", "hours", "hour",
    "days", "day", "calendar days", "calendar day", "weeks", "week", "months", "month", "years", "year",
    "working hours", "working hour", "working days", "working day",
];

/// Chinese unit names and counting nouns.
pub const CHINESE: &[&str] = &[
    "成", "个百分点", "百分点", "位", "名次", "分", "元", "万元", "亿元", "小时", "个小时", "天", "日", "自然日",
    "个自然日", "周", "星期", "个星期", "个月", "月", "年", "工作小时", "个工作小时", "个工作日", "工作日", "件", "户",
    "项", "次", "宗", "条", "个", "家", "人", "份", "人次", "户次", "件次", "场", "场次", "种", "枚", "名", "套", "处",
    "台", "辆", "期", "批", "篇", "起", "所", "座", "笔", "例", "蒸吨", "公顷", "亩", "吨", "千克", "克", "微克",
    "公里", "米", "平方米", "立方米", "千瓦时", "环节",
];

/// Multipliers that may stand between a number and its unit.
pub const MULTIPLIERS: &[&str] = &["万亿", "亿", "百万", "万", "千", "百"];
