//! How large the parts of a tree are: a policy of 100,000 targets holds a million of them, so a change shows here.
use std::mem::size_of;

use dabiao_syntax::ast;

#[test]
#[cfg(target_pointer_width = "64")]
fn the_parts_of_a_tree_are_so_many_bytes() {
    let sizes = [
        ("item", size_of::<ast::Item>()),
        ("metric", size_of::<ast::Metric>()),
        ("target", size_of::<ast::Target>()),
        ("milestone", size_of::<ast::Milestone>()),
        ("check", size_of::<ast::Check>()),
        ("entry of a table", size_of::<ast::Entry<ast::Metric>>()),
        ("option of a metric", size_of::<ast::MetricOption>()),
        (
            "clause of a metric",
            size_of::<ast::Clause<ast::MetricClause>>(),
        ),
        (
            "clause of a rule",
            size_of::<ast::Clause<ast::RuleClause>>(),
        ),
        (
            "clause of a test",
            size_of::<ast::Clause<ast::TestClause>>(),
        ),
        ("comments around", size_of::<ast::Trivia>()),
        ("condition", size_of::<ast::Condition>()),
        ("row condition", size_of::<ast::RowCondition>()),
        ("expression", size_of::<ast::Expr>()),
        ("number", size_of::<ast::Quantity>()),
        ("name", size_of::<ast::Name>()),
    ];
    let known = [
        ("item", 96),
        ("metric", 192),
        ("target", 336),
        ("milestone", 104),
        ("check", 336),
        ("entry of a table", 248),
        ("option of a metric", 72),
        ("clause of a metric", 152),
        ("clause of a rule", 152),
        ("clause of a test", 88),
        ("comments around", 40),
        ("condition", 232),
        ("row condition", 160),
        ("expression", 104),
        ("number", 80),
        ("name", 40),
    ];
    assert_eq!(sizes.as_slice(), known.as_slice());
}
