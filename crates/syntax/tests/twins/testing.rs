//! Tests of a policy.

use super::clauses;

#[test]
fn tests_of_a_policy() {
    clauses(
        ("test \"恰好达标\"", "测试 “恰好达标”"),
        &[
            ("evaluated on 2025-04-30", "评价日 2025年4月30日"),
            ("evaluated on end of 2025", "评价日 2025年底"),
            (
                "given SME contract value = 80万元, total contract value = 100万元 for 临夏县 in 2025Q1",
                "设 SME contract value = 80万元、total contract value = 100万元，对 临夏县，于 2025Q1",
            ),
            (
                "given SME share = 70%, not submitted, 85% for 临夏县, 永靖县 from 2025Q1",
                "设 SME share = 70%、未报、85%，对 临夏县、永靖县，自 2025Q1 起",
            ),
            (
                "given time for electricity (低压) = 0.5 days, 办电时间 (高压) = 2.7天 at 2022-06-30",
                "设 time for electricity（低压） = 0.5天、办电时间（高压） = 2.7天，于 2022-06-30",
            ),
            (
                "given benchmark \"province best\" of X = 16, baseline of X (低压) = 3.29 in 2021",
                "设 X 的 标杆 “全省最优” = 16、X（低压） 的 基期 = 3.29，于 2021年",
            ),
            (
                "given X ≥ 1100, Y about 1,304 in 2022-10 to 2023-09",
                "设 X ≥ 1100、Y 约1,304，于 2022-10 至 2023-09",
            ),
            (
                "given X between 110 and 180, Y not submitted, Z = -5",
                "设 X 介于 110 和 180 之间、Y 未报、Z = -5",
            ),
            (
                "given 一窗通办 = yes for 临夏市 in 2022, submitted on 2023-01-10",
                "设 一窗通办 = 是，对 临夏市，于 2022年，报送于 2023-01-10",
            ),
            (
                "given contract: awarded 2025-09-24, signed 2025-10-11, value 10万元, electronic is yes, kind is works for 临夏县",
                "设 contract：awarded 2025-09-24、signed 2025-10-11、value 10万元、electronic 是、kind 为 works，对 临夏县",
            ),
            (
                "given request: received 2025-03-01 14:30, kind \"部门 间\", 19 rows",
                "设 request：received 2025年3月1日 14：30、kind 为 “部门 间”，19行",
            ),
            (
                "given contract: none for 临夏县",
                "设 contract：无，对 临夏县",
            ),
            (
                "given 6.7 done 2025-03-31 for 临夏县 with evidence \"临政发〔2025〕3号\"",
                "设 6.7 已完成 2025-03-31，对 临夏县，附依据 “临政发〔2025〕3号”",
            ),
            (
                "given 2.a partial 2025-03-31, \"网上商城\" in progress, 2.b stage result 2025-02-01, 3 not started",
                "设 2.a 部分完成 2025-03-31、“网上商城” 推进中、2.b 阶段性成果 2025-02-01、3 未启动",
            ),
            ("expect 6.1, 6.2 met", "应为 6.1、6.2 达标"),
            (
                "expect 6.1 unmet for 临夏县 in 2025Q1, actual 79.99%, margin -0.01 points",
                "应为 6.1 未达标，对 临夏县，于 2025Q1，实际 79.99%，余量 -0.01个百分点",
            ),
            (
                "expect \"网上商城\" met, late 3 days",
                "应为 “网上商城” 达标，逾期 3天",
            ),
            ("expect 1 no data", "应为 1 缺报"),
            ("expect 1 not applicable", "应为 1 不适用"),
            (
                "expect 1 invalid for 临夏县, 永靖县",
                "应为 1 数据存疑，对 临夏县、永靖县",
            ),
            ("expect 1 at risk", "应为 1 预警"),
            ("expect 1 on track, actual yes", "应为 1 进展正常，实际 是"),
            ("expect 1 pending", "应为 1 未到期"),
            ("expect check rate, sum holds", "应为 核验 rate、sum 相符"),
            (
                "expect check rate fails for 临夏县 in 2025",
                "应为 核验 rate 不符，对 临夏县，于 2025年",
            ),
            (
                "expect check rate cannot be checked",
                "应为 核验 rate 无法核验",
            ),
            ("expect no finding", "应为 无发现"),
            ("expect finding D0101, E0002", "应为 发现 D0101、E0002"),
        ],
    );
}

#[test]
fn outcomes_in_tests() {
    clauses(
        ("test \"t\"", "测试 “t”"),
        &[
            (
                "expect escalation 9.4 remind in 2025Q1, \"read out\" in 2025Q2, none in 2025Q3 for 州财政局",
                "应为 督办 9.4 提醒 于 2025Q1、“read out” 于 2025Q2、无 于 2025Q3，对 州财政局",
            ),
            (
                "expect escalation commend in 2025Q1",
                "应为 督办 表扬 于 2025Q1",
            ),
            (
                "expect escalation \"read out\" interview in 2025Q1",
                "应为 督办 “read out” 约谈 于 2025Q1",
            ),
            (
                "expect score 7 = 87.5, grade 优, rank 2, on the red list for 临夏县 in 2025",
                "应为 评分 7 = 87.5、等次 优、第2位、列入红榜，对 临夏县，于 2025年",
            ),
            (
                "expect score not on the red list, not on the black list",
                "应为 评分 未列入红榜、未列入黑榜",
            ),
            (
                "expect score no total, on the black list",
                "应为 评分 无总分、列入黑榜",
            ),
            (
                "expect score rank 3 for 临夏县",
                "应为 评分 第3位，对 临夏县",
            ),
        ],
    );
}
