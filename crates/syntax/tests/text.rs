//! Names, units, comments and lines as they stand in real documents.

#![expect(clippy::panic, reason = "what a test cannot go on without")]

use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::Comparator;
use dabiao_syntax::ast::{
    ConditionKind, Expr, ExprKind, ItemKind, Metric, Module, Quantity, RuleClause, Target,
    TargetBody,
};
use dabiao_syntax::{ParseOptions, needs_quotes, parse};

fn module(text: &str) -> Module {
    let parsed = parse(
        FileId::default(),
        &SourceFile::new("plan.dabiao", text),
        &ParseOptions::default(),
    );
    let messages: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|d| d.message(dabiao_model::Language::English))
        .collect();
    assert!(messages.is_empty(), "{text}: {messages:?}");
    parsed.module
}

fn target(text: &str) -> Target {
    match module(text).items.pop().map(|item| item.kind) {
        Some(ItemKind::Target(target)) => *target,
        other => panic!("{other:?}"),
    }
}

fn metric(text: &str) -> Metric {
    match module(text).items.pop().map(|item| item.kind) {
        Some(ItemKind::Metric(metric)) => *metric,
        other => panic!("{other:?}"),
    }
}

/// Both sides and the comparator of a target's condition.
fn compared(condition: &str) -> (Expr, Comparator, Expr) {
    match target(&format!("目标：{condition}\n")).body {
        TargetBody::Condition(condition) => match condition.kind {
            ConditionKind::Compare { left, op, right } => (left, op, right),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn name_of(value: &Expr) -> &str {
    match &value.kind {
        ExprKind::Name(name) => &name.text,
        other => panic!("{other:?}"),
    }
}

fn number_of(value: &Expr) -> (&str, Option<&str>) {
    match &value.kind {
        ExprKind::Quantity(Quantity { number, unit, .. }) => {
            (number, unit.as_ref().map(|unit| unit.text.as_str()))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_may_contain_words_of_the_language() {
    for name in [
        "items to be admitted",
        "patents in force",
        "stale cases",
        "规模以上工业企业",
        "牵头指标部门",
        "有效商标同比增幅",
        "部门联合“双随机”任务占比",
        "“双随机、一公开”抽查事项覆盖率",
        "A-grade taxpayer share",
        "pre-trial mediation rate",
        "PM2.5",
        "一网通办",
        "三级医院数",
        "per capita income",
        "部门·合计",
    ] {
        assert!(!needs_quotes(name), "{name}");
        assert_eq!(
            metric(&format!("metric {name} in 项, per county\n"))
                .name
                .text,
            name
        );
        let (left, op, _) = compared(&format!("{name} ≥ 3"));
        assert_eq!((name_of(&left), op), (name, Comparator::AtLeast));
    }
}

#[test]
fn names_with_reserved_words_stand_in_quotes() {
    for name in [
        "closed within the limit",
        "small and simple",
        "5G基站数",
        "stale cases cleared",
        "甲 且 乙",
        "X last year",
        "增长率达到80%",
    ] {
        assert!(needs_quotes(name), "{name}");
        let (left, _, _) = compared(&format!("“{name}” ≥ 3"));
        assert_eq!(name_of(&left), name);
    }
}

/// A condition with the name, the comparator and the number in it.
type Glued = (
    &'static str,
    &'static str,
    Comparator,
    (&'static str, Option<&'static str>),
);

const GLUED: &[Glued] = &[
    (
        "中小企业采购占比不低于80%",
        "中小企业采购占比",
        Comparator::AtLeast,
        ("80", Some("%")),
    ),
    (
        "中小企业采购占比至少达到80%以上",
        "中小企业采购占比",
        Comparator::AtLeast,
        ("80", Some("%")),
    ),
    (
        "平均时长不超10天",
        "平均时长",
        Comparator::AtMost,
        ("10", Some("天")),
    ),
    (
        "平均时长控制在10天以内",
        "平均时长",
        Comparator::AtMost,
        ("10", Some("天")),
    ),
    (
        "未结案件超过百分之五",
        "未结案件",
        Comparator::MoreThan,
        ("5", Some("%")),
    ),
    (
        "签约额不少于4.3亿元",
        "签约额",
        Comparator::AtLeast,
        ("4.3", Some("亿元")),
    ),
    (
        "归集量不少于3.43亿",
        "归集量",
        Comparator::AtLeast,
        ("3.43亿", None),
    ),
    (
        "结案率不低于八成",
        "结案率",
        Comparator::AtLeast,
        ("8", Some("成")),
    ),
    (
        "户数 ≥ 1,304 户",
        "户数",
        Comparator::AtLeast,
        ("1,304", Some("户")),
    ),
    (
        "户数 ≥ ８０％",
        "户数",
        Comparator::AtLeast,
        ("80", Some("%")),
    ),
    (
        "环节 ≤ 2个环节",
        "环节",
        Comparator::AtMost,
        ("2", Some("环节")),
    ),
    (
        "单价 < 100元/吨",
        "单价",
        Comparator::LessThan,
        ("100", Some("元/吨")),
    ),
    (
        "浓度 < 35微克/立方米",
        "浓度",
        Comparator::LessThan,
        ("35", Some("微克/立方米")),
    ),
    (
        "场次 ≥ 418 场次",
        "场次",
        Comparator::AtLeast,
        ("418", Some("场次")),
    ),
    (
        "工时 ≤ 3个工作日",
        "工时",
        Comparator::AtMost,
        ("3", Some("个工作日")),
    ),
    (
        "件数 ≥ 二十件",
        "件数",
        Comparator::AtLeast,
        ("20", Some("件")),
    ),
];

#[test]
fn a_comparator_glued_to_a_name_ends_it_before_a_number() {
    for (condition, name, op, number) in GLUED.iter().copied() {
        let (left, found, right) = compared(condition);
        assert_eq!(
            (name_of(&left), found, number_of(&right)),
            (name, op, number),
            "{condition}"
        );
    }
}

#[test]
fn record_and_event_are_told_apart_where_the_record_is_declared() {
    let text = "record contract\n  awarded: date\n  signed: date after awarded\ntarget 1: contract signed within 10 days\n";
    let Some(ItemKind::Target(target)) = module(text).items.pop().map(|item| item.kind) else {
        panic!()
    };
    let TargetBody::Condition(condition) = target.body else {
        panic!()
    };
    let ConditionKind::Rows(limit) = condition.kind else {
        panic!()
    };
    let place = |span: dabiao_diagnostics::Span| text.get(span.range()).unwrap();
    assert_eq!(place(limit.subject.record.span), "contract");
    assert_eq!(place(limit.subject.field.unwrap().span), "signed");
}

#[test]
fn comments_and_blank_lines_are_kept() {
    let text = "# first\n\n## doc\ntarget 1: a ≥ 1  # beside\n  # above lead\n  lead A,  # on the way\n    # between\n    B\n\n  cite 6\n\n# last\n";
    let module = module(text);
    let item = &module.items[0];
    let before: Vec<_> = item
        .trivia
        .before
        .iter()
        .map(|c| (c.text.as_str(), c.doc, c.blank_before))
        .collect();
    assert_eq!(before, [("first", false, false), ("doc", true, true)]);
    assert_eq!(
        item.trivia.after.as_ref().map(|c| c.text.as_str()),
        Some("beside")
    );
    let ItemKind::Target(target) = &item.kind else {
        panic!()
    };
    let lead = &target.clauses[0].trivia;
    let above: Vec<_> = lead.before.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(above, ["above lead", "between"]);
    assert_eq!(
        lead.after.as_ref().map(|c| c.text.as_str()),
        Some("on the way")
    );
    assert!(target.clauses[1].trivia.blank_before);
    assert_eq!(module.trailing[0].text, "last");
}

#[test]
fn a_mark_in_quotes_cuts_nothing() {
    let target = target("目标 1 “甲；乙#丙”：a ≥ 1；牵头 “丁，戊”；理由 “一；二”\n");
    assert_eq!(target.title.unwrap().text, "甲；乙#丙");
    let RuleClause::Lead { names, .. } = &target.clauses[0].kind else {
        panic!()
    };
    assert_eq!(names.names[0].text, "丁，戊");
    assert_eq!(target.clauses.len(), 2);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let plain = "target 1: a ≥ 1\n  lead A,\n    B\n# x\n";
    let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    assert_eq!(
        module(plain).without_spans(),
        module(&windows).without_spans()
    );
    let wide = "target　1：a　≥　１\n　　lead　A，\n\tB\n# x\n";
    let half = module(plain).neutral();
    assert_eq!(half, module(wide).neutral());
}

#[test]
fn the_grammar_knows_every_unit_of_the_language() {
    use dabiao_grammar::vocabulary::units::{CHINESE, ENGLISH};
    // `percent` is known too, and answered with a warning.
    let signs = ["%", "％", "‰", "percent"];
    for unit in dabiao_model::Units::default()
        .names()
        .filter(|unit| !signs.contains(unit))
    {
        assert!(ENGLISH.contains(&unit) || CHINESE.contains(&unit), "{unit}");
        let (_, _, right) = compared(&format!("a ≥ 3 {unit}"));
        assert_eq!(number_of(&right).0, "3", "{unit}");
        assert!(number_of(&right).1.is_some(), "{unit}");
    }
}

#[test]
fn a_line_that_ends_in_a_joint_goes_on() {
    let spread = [
        "target 1: a ≥ 1 and\n    b ≥ 2 or\n    c ≥ 3\n  lead D\n",
        "目标 1：a ≥ 1 且  # 其一\n    b ≥ 2 或\n    c ≥ 3\n  牵头 D\n",
    ];
    let whole = module("target 1: a ≥ 1 and b ≥ 2 or c ≥ 3\n  lead D\n");
    for text in spread {
        let mut read = module(text);
        read.items
            .iter_mut()
            .for_each(|item| item.trivia = dabiao_syntax::ast::Trivia::default());
        assert_eq!(read.neutral(), whole.neutral(), "{text}");
    }
    for operator in ["+", "−", "-", "×", "*", "/"] {
        let value = target(&format!("target 1: a {operator}\n    b ≥ 2\n"));
        assert_eq!(value.clauses, [], "{operator}");
    }
    // The end of a name is no joint.
    let two = module("metric waiting band\n  better lower\nmetric 尚且\n  better lower\n");
    assert_eq!(two.items.len(), 2);
}

#[test]
fn chinese_quotes_stand_inside_each_other() {
    let metric = metric("指标 深化“全面“放管服”改革”事项数 单位 件\n");
    assert_eq!(metric.name.text, "深化“全面“放管服”改革”事项数");
    let reason = "落实“深化“放管服”改革”要求；另见「附件「一」」";
    let text = format!("说明 1 理由 “{reason}”；出处 2\n");
    match module(&text).items.pop().map(|item| item.kind) {
        Some(ItemKind::Note(note)) => assert_eq!(note.because.text, reason),
        other => panic!("{other:?}"),
    }
}
