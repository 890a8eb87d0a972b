//! Targets, milestones, checks, and their conditions.

use super::twins;

#[test]
fn targets_milestones_checks() {
    twins(&[
        (
            "task 6 \"政府采购\"\n  lead 州财政局\n  cite 6",
            "任务 6 “政府采购”\n  牵头 州财政局\n  出处 6",
        ),
        ("target: SME share ≥ 80%", "目标：SME share 不低于80%"),
        (
            "target 1: 集市 举办 each Saturday",
            "目标 1：集市 举办 每周六",
        ),
        ("target 1: 检查 once a week", "目标 1：检查 每周"),
        (
            "target 18.4 \"绿化\": 绿化覆盖率\n  - 市区 ≥ 40%\n  - 临泽县, 高台县 ≥ 43%\n  due 2022-12",
            "目标 18.4 “绿化”：绿化覆盖率\n  - 市区 ≥ 40%\n  - 临泽县、高台县 不低于 43%\n  期限 2022年12月",
        ),
        (
            "target 2.1: share\n  - due 2025-06: ≥ 60%\n  - due end of 2025-12, 甲县, 乙县: ≥ 80%",
            "目标 2.1：share\n  - 期限 2025年6月：≥ 60%\n  - 期限 2025年12月底前，甲县、乙县：不低于80%",
        ),
        ("parameter 证照种类 = unknown", "参数 证照种类 = 未知"),
        (
            "target 1.4 \"企业开办\": all of:\n  - 开办环节 ≤ 2 个\n  - 开办时间 ≤ 0.5 days\n  - 刻章费用 = 0 yuan",
            "目标 1.4 “企业开办”：同时满足：\n  - 开办环节 ≤ 2个\n  - 开办时间 ≤ 0.5天\n  - 刻章费用 = 0元",
        ),
        (
            "target 1.4: any of:\n  - a = 2\n  - b",
            "目标 1.4：满足其一：\n  - a = 2\n  - b",
        ),
        (
            "milestone 13.5 \"Mall\": due 2022-09, then continuous; lead X",
            "节点 13.5 “Mall”：期限 2022年9月，此后持续推进；牵头 X",
        ),
        (
            "milestone 1.2 \"Halls\": continuous",
            "节点 1.2 “Halls”：持续推进",
        ),
        (
            "check rectified: problems found = rectified + ongoing",
            "核验 rectified：problems found = rectified + ongoing",
        ),
        (
            "check rate \"R\": reported rate = recovered / owed, within 0.01 points",
            "核验 rate “R”：reported rate = recovered / owed，误差 0.01个百分点 以内",
        ),
        (
            "check rate: a = b / c, to the printed digits\n  blames a, b\n  warn only\n  cite 3\n  because \"x\"",
            "核验 rate：a = b / c，按刊印精度\n  存疑 a、b\n  仅提示\n  出处 3\n  理由 “x”",
        ),
    ]);
}

/// Conditions in English and in Chinese.
const CONDITIONS: &[(&str, &str)] = &[
    ("a > b", "a 超过 b"),
    ("a < 3 yuan", "a 不足 3元"),
    ("a ≠ b", "a 不等于 b"),
    ("a >= 3.43亿", "a 至少达到3.43亿"),
    ("a ≥ 80%", "a 达到 80% 以上"),
    ("a ≤ 10 days", "a 控制在 10天以内"),
    ("a ≤ 10 days", "a 不超过10天"),
    ("a reaches 80%", "a 达到 百分之八十"),
    ("a ≥ 8 成", "a 不低于八成"),
    ("a reaches province best", "a 达到 全省最优"),
    ("a reaches province average", "a 达到 全省平均"),
    ("a reaches \"我的标杆\"", "a 达到 “我的标杆”"),
    ("a between 1% and b + 2%", "a 介于 1% 和 b + 2% 之间"),
    ("a + b cleared", "a + b 清零"),
    ("a better than last year", "a 优于上年"),
    ("a improves", "a 较上年改善"),
    ("a not worse than last period", "a 不劣于上期"),
    ("a better than baseline", "a 优于基期"),
    ("rank place improves by at least 2", "rank place 前移 至少2"),
    ("a top 5", "a 前5位"),
    ("a top 5", "a 进入前五位"),
    ("a top 30%", "a 前30%"),
    ("yes and no or not a", "是 且 否 或 非 a"),
    ("not (a ≥ 3 or b)", "非（a ≥ 3 或 b）"),
    ("a last year < a at baseline", "a 上年 低于 a 基期"),
    ("a last quarter = a last month", "a 上季度 = a 上月"),
    ("a same period last year ≥ 1", "a 上年同期 ≥ 1"),
    ("a better than same period last year", "a 优于上年同期"),
    ("a not worse than last month", "a 不劣于 上月"),
    (
        "a year to date ≥ a since year start",
        "a 本年累计 ≥ a 比年初",
    ),
    (
        "a own level ≥ a own level last year",
        "a 本级 ≥ a 本级 上年",
    ),
    (
        "a at 2022-06 ≥ b at end of 2021",
        "2022年6月的a ≥ 2021年底的b",
    ),
    (
        "a (low) at 2022-10 to 2023-09 ≥ 1",
        "2022年10月至2023年9月的a（low） ≥ 1",
    ),
    (
        "a ≥ best of gap of a to province best over county",
        "a ≥ a 与 全省最优 差距 在 county 中 最优值",
    ),
    (
        "median of gap of a last year to province best among others = 1",
        "a 上年 与 全省最优 差距 中位数 不含本身 = 1",
    ),
    (
        "a ≤ months of 2023-04 to 2023-07",
        "a ≤ 2023年4月至2023年7月 的 月数",
    ),
    ("a ≥ 2 * days of 2024", "a ≥ 2 * 2024年 的 天数"),
    ("years of 2021 to 2025 = b", "2021年至2025年 的 年数 = b"),
    ("a ≥ 月数 at 2024", "a ≥ 2024年的“月数”"),
    ("a at 2022 last year ≥ 1", "2022年的a 上年 ≥ 1"),
    ("a last year at 2022 ≥ 1", "a 上年 于 2022年 ≥ 1"),
    (
        "growth of a ≥ 15% and change of (a + b) ≥ 1",
        "a 增速 ≥ 15% 且 （a + b） 变化 ≥ 1",
    ),
    ("growth of a since year start ≥ 15%", "a 比年初 增速 ≥ 15%"),
    (
        "gap of a to \"我的标杆\" ≤ 2 points",
        "a 与 “我的标杆” 差距 ≤ 2个百分点",
    ),
    (
        "gap of a to province best narrows",
        "a 与全省最优差距 较上年缩小",
    ),
    (
        "gap of a last year to province best narrows",
        "a 上年 与全省最优差距 较上年改善",
    ),
    ("a doubles since 2021", "a 较2021年翻一番"),
    ("a doubles twice since end of 2021", "a 较2021年底翻二番"),
    ("a doubles 3 times since 2021-06", "a 较 2021年6月 翻3番"),
    ("a increases by more than last year", "a 同比多增"),
    ("a at least 15% above last year", "a 高于 上年 15%"),
    ("a at least 15% above last year", "a 高于 上年 至少15%"),
    ("a at least 15% above last year", "a 较上年提高15%"),
    (
        "a at least 15% above same period last year",
        "a 同比增长15%以上",
    ),
    (
        "a no more than 15% below last quarter",
        "a 较上季度下降 不超过15%",
    ),
    (
        "a no more than 15% above last period",
        "a 高于 上期 不超过15%",
    ),
    (
        "a at least 5 points below baseline",
        "a 低于 基期 5个百分点",
    ),
    (
        "a no more than 2 points behind province average",
        "a 落后 全省平均 不超过2个百分点",
    ),
    (
        "a at least 2 points above province average",
        "a高于全省平均 2个百分点",
    ),
    (
        "a at least 2 points behind \"b\"",
        "a 落后 “b” 至少2个百分点",
    ),
    ("sum of segments of a ≥ 15", "a 各分项之和 ≥ 15"),
    (
        "sum of segments of a last year ≥ 15",
        "a 上年 各分项之和 ≥ 15",
    ),
    (
        "a (low) ≥ benchmark \"b\" of a (low) - 2",
        "a（low） ≥ a（low） 的 标杆 “b” - 2",
    ),
    (
        "gap of a (low) to province best narrows",
        "a（low） 与全省最优差距 较上年缩小",
    ),
    ("growth of a last year ≥ 15%", "a 增速 上年 ≥ 15%"),
    ("办电时间 (低压) ≤ 0.5 days", "办电时间（低压） ≤ 0.5天"),
    (
        "a - -b * (c + 2) / 4 ≥ 1,304 件",
        "a − -b × （c ＋ 2） ÷ ４ ≥ 1,304 件",
    ),
    ("every 政务大厅 一窗通办", "全部 政务大厅 一窗通办"),
    ("every 政务大厅 \"一窗 通办\"", "全部 政务大厅 “一窗 通办”"),
    (
        "a ≥ benchmark \"province best\" of b",
        "a ≥ b 的 标杆 “全省最优”",
    ),
    (
        "1.8 + 0.5 + 2.83 working days ≤ 32 working hours",
        "1.8 + 0.5 + 2.83个工作日 ≤ 32工作小时",
    ),
    ("rank 5 ≥ a", "第5位 ≥ a"),
    (
        "合同 签订 within 10 working days of 中标公告",
        "合同 签订 在 中标公告 后 10个工作日内",
    ),
    (
        "合同 \"签订\" within 10 days of 中标公告",
        "合同 在 中标公告 后 10天内 签订",
    ),
    (
        "合同 \"签订\" within 10 days of 中标公告",
        "合同在中标公告后10天内签订",
    ),
    ("合同 \"签订\" within 10 days", "合同 10天内 签订"),
    ("合同 签订 within 10 days", "合同 签订 10天内"),
    ("合同 签订 on the same day", "合同 签订 当日"),
    ("合同 \"签订\" on the same day", "合同 当日 签订"),
    (
        "合同 签订 on the same day as 中标",
        "合同 签订 在 中标 当日",
    ),
    (
        "合同 \"签订\" on the same day as 中标",
        "合同 在 中标 当日 签订",
    ),
    (
        "项目 公开意向 at least 1 month before 招标",
        "项目 公开意向 至少 在 招标 前 1个月",
    ),
    (
        "项目 \"公开意向\" at least 1 month before 招标",
        "项目 至少 在 招标 前 1个月 公开意向",
    ),
    (
        "合同 \"签订\" within 10 days of 中标 where electronic is yes",
        "合同 中 electronic 为 是 的，在 中标 后 10天内 签订",
    ),
    (
        "合同 签订 within 10 days where a is b, and c",
        "合同 签订 中 a 为 b 的，10天内 且 c",
    ),
    (
        "at least 95% of 合同 签订 within 10 working days of 中标",
        "至少95% 的 合同 签订 在 中标 后 10个工作日内",
    ),
    (
        "≥ 95% of 合同 \"签订\" within 10 working days of 中标 where x",
        "≥ 95% 的 合同 中 x 的，在 中标 后 10个工作日内 签订",
    ),
    ("count of case = 0", "case 的 件数 = 0"),
    (
        "count of case where not 审结 for more than 12 months = 0",
        "case 中 未审结 超过12个月 的 件数 = 0",
    ),
    (
        "share of contract where electronic is yes = 100%",
        "contract 中 electronic 为 是 的 占比 = 100%",
    ),
    (
        "share of contract \"value\" where supplier is SME, among level is city, ≥ 80%",
        "contract 中 supplier 为 SME 的 value 占比，限 level 为 city，≥ 80%",
    ),
    (
        "share of contract where published = 1",
        "contract 中 published 的 占比 = 1",
    ),
    (
        "sum of contract \"value\" > 3 yuan",
        "contract 的 value 合计 > 3元",
    ),
    (
        "average of contract \"value\" where grade in (\"优级\", \"良+\") > 3",
        "contract 中 grade 属于（“优级”、“良+”）的 value 平均值 > 3",
    ),
    (
        "average days of contract from awarded to announced ≤ 10 days",
        "contract 自 awarded 至 announced 平均天数 ≤ 10天",
    ),
    (
        "median working days of contract from a to b where (late ≥ 5) and not c, among d ≤ 3",
        "contract 中 （late ≥ 5） 且 非 c 的 自 a 至 b 工作日数中位数，限 d ≤ 3",
    ),
    (
        "max hours of contract from a to b ≤ 3",
        "contract 自 a 至 b 最长小时数 ≤ 3",
    ),
];

#[test]
fn conditions() {
    for (en, zh) in CONDITIONS {
        twins(&[(
            format!("target 1: {en}\n").as_str(),
            format!("目标 1：{zh}\n").as_str(),
        )]);
    }
}
