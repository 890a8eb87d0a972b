//! What follows verdicts: escalations and scores.

use super::{clauses, twins};

#[test]
fn escalations() {
    let (en, zh) = ("\n  after 1 miss remind", "\n  1次未达标，提醒");
    for (head_en, head_zh) in [
        ("escalation for all targets", "督办 对 全部目标"),
        (
            "escalation for all targets, per responsible unit",
            "督办 对 全部目标，按 责任单位",
        ),
        (
            "escalation for 6.1, task 7, per lead, each quarter",
            "督办 对 6.1、任务 7，按 牵头单位，每季度",
        ),
        (
            "escalation 9.4: for 6.1, per entity, each year",
            "督办 9.4：对 6.1，按 主体，每年",
        ),
        (
            "escalation \"Assessment\": for task 6, per 县市",
            "督办 “Assessment”：对 任务 6，按 县市",
        ),
    ] {
        twins(&[(
            format!("{head_en}{en}\n").as_str(),
            format!("{head_zh}{zh}\n").as_str(),
        )]);
    }
    clauses(
        ("escalation for all targets", "督办 对 所有目标"),
        &[
            (
                "after 2 consecutive misses interview by 县委督查室",
                "连续两次未达标，由 县委督查室 约谈",
            ),
            (
                "after 3 misses in a year, refer by 县委督查室 to 县纪委监委",
                "一年内三次以上未达标 由 县委督查室 移交 县纪委监委",
            ),
            (
                "after 3 misses in 12 months \"written review\" to 县政府",
                "12个月内累计3次未达标，“written review” 至 县政府",
            ),
            ("after 3 misses refer", "累计3次未达标 移交"),
            ("after 4 consecutive met commend", "连续4次达标，表扬"),
            ("reset by a met period", "一期达标即重新计数"),
            ("reset by a met year", "全年达标即重新计数"),
            ("cite 9", "出处 9"),
            ("because \"as written\"", "理由 “as written”"),
        ],
    );
}

#[test]
fn watched_scores() {
    let step = "\n  after 1 miss remind";
    for (en, zh) in [
        ("for black list", "对 黑榜"),
        ("for red list of score 7", "对 评分 7 红榜"),
        (
            "for score below 60 marks, per county",
            "对 评分 低于60分，按 county",
        ),
        (
            "for score 7 at most 60 marks, each year",
            "对 评分 7 不高于60分，每年",
        ),
        (
            "for all targets except 6.1, task 7, per lead",
            "对 全部目标，除 6.1、任务 7 外，按 牵头单位",
        ),
    ] {
        let (en, zh) = (format!("escalation {en}{step}"), format!("督办 {zh}{step}"));
        twins(&[(&en, &zh)]);
    }
    clauses(
        ("escalation for black list", "督办 对 黑榜"),
        &[("except 临夏市, 永靖县", "除 临夏市、永靖县 外")],
    );
}

#[test]
fn scores() {
    let part = ("\n  - 6.1: 100 marks", "\n  - 6.1：100分");
    twins(&[
        (
            format!("score 1 \"Index\": per county, each quarter{}\n", part.0).as_str(),
            format!("评分 1 “Index”：按 county，每季度{}\n", part.1).as_str(),
        ),
        (
            "score: per county, of all targets\n",
            "评分：按 county，计入全部目标\n",
        ),
    ]);
    for (en, zh) in [
        ("6.1: 20 marks, by attainment", "6.1：20分，按达标"),
        (
            "6.2: 20%, by completion, goal 100 件, capped at 120%",
            "6.2：20%，按完成率，目标值100件，上限120%",
        ),
        (
            "办理时间: 30 marks, by distance, worst 10 days, best 2 days, unclamped",
            "办理时间：30分，按距离，最差10天，最优2天，不截断",
        ),
        (
            "办理时间: 30 marks, by distance, among peers",
            "办理时间：30分，按距离，同类比较",
        ),
        (
            "专利: 20 marks, by efficacy, low 5 件, high 20 件",
            "专利：20分，按功效系数，不允许值5件，满意值20件",
        ),
        (
            "投诉: 10 marks, minus 2 marks per 件, floor 0 marks",
            "投诉：10分，每件扣2分，最低0分",
        ),
        (
            "创新: 0 marks, plus 1.5 marks per 项, ceiling 5 marks",
            "创新：0分，每项加1.5分，最高5分",
        ),
    ] {
        twins(&[(
            format!("score 1: per county\n  - {en}\n").as_str(),
            format!("评分 1：按 county\n  - {zh}\n").as_str(),
        )]);
    }
    clauses(
        (
            "score 1: per county\n  - 6.1: 100 marks",
            "评分 1：按 county\n  - 6.1：100分",
        ),
        &[
            (
                "grades 优 ≥ 90 marks, 中 ≥ 80 marks, 差",
                "分档 优 ≥ 90分、中 ≥ 80分、差",
            ),
            ("missing reweighted", "缺项重新加权"),
            ("missing counts as zero", "缺项 计零"),
            ("no total above 30% missing", "缺项超过30% 不计总分"),
            ("rounded to 1 decimal", "保留1位小数"),
            ("red list top 3", "红榜 前3"),
            (
                "black list bottom 2, except all met, backfill, except 甲县, 乙县",
                "黑榜 后2，全部达标的除外，递补，除 甲县、乙县 外",
            ),
            ("cite 9", "出处 9"),
            ("because \"as written\"", "理由 “as written”"),
        ],
    );
}
