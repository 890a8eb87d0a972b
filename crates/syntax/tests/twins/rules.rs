//! Clauses of tasks, targets and milestones.

use super::clauses;

#[test]
fn clauses_of_rules() {
    clauses(
        ("target 6.1: a ≥ 1", "目标 6.1：a ≥ 1"),
        &[
            ("lead 州财政局", "牵头 州财政局"),
            (
                "lead 州财政局, 州法院, each its part",
                "牵头 州财政局、州法院，各负其责",
            ),
            (
                "lead 州财政局, 州法院, together",
                "牵头 州财政局、州法院，共同承担",
            ),
            (
                "jointly 州法院, 州税务局 and others",
                "共同负责 州法院、州税务局 等",
            ),
            ("responsible 州法院", "责任 州法院"),
            ("with 各县市人民政府", "配合 各县市人民政府"),
            ("carried out by 各县市", "落实 各县市"),
            ("due 2022-12", "期限 2022年12月"),
            ("due end of 2025", "期限 2025年底前"),
            ("due end of June", "期限 6月底前"),
            ("due before 2025-06", "期限 2025年6月前"),
            ("due 2025Q3", "期限 2025年第三季度"),
            ("due 2025H1", "期限 2025年上半年"),
            ("due June 2021", "期限 2021年6月"),
            ("due June 5", "期限 6月5日"),
            ("due each quarter", "期限 每季度"),
            (
                "due 2022-09, then continuous",
                "期限 2022年9月，此后持续推进",
            ),
            ("continuous", "持续推进"),
            ("cite 6, 7.1", "出处 6、7.1"),
            ("cite \"（一）4\"", "出处 “（一）4”"),
            ("because \"西部领先\"", "理由 “西部领先”"),
            ("best effort", "力争"),
            ("weight 5", "权重 5"),
            ("per county", "按 county"),
            ("for 临夏县, 永靖县", "对 临夏县、永靖县"),
            ("for 2023-04 to 2023-07", "期间 2023年4月至2023年7月"),
            ("for April to July", "期间 4月至7月"),
            ("except 临夏县, 永靖县", "除 临夏县、永靖县 外"),
            ("when x ≥ 3 and y", "适用 x ≥ 3 且 y"),
            ("if not x, 省厅 acts", "若 非 x，由 省厅 承担"),
            (
                "if x ≥ 3 and y, by 省 生态厅 acts",
                "若 x ≥ 3 且 y，由 省 生态厅 承担",
            ),
            (
                "stretch ≥ 90% for capable counties",
                "更高目标 ≥ 90% 对 capable counties",
            ),
            (
                "stretch ≥ other metric + 2% for capable counties",
                "更高目标 不低于 other metric + 2% 对 capable counties",
            ),
            ("stretch at least 90%", "更高目标 至少90%"),
            ("warn below 82%", "预警 低于 82%"),
            ("warn 10 days before", "预警 提前10天"),
            ("warn past 90% of the time", "预警 用时超过90%"),
            ("warn when x < 3", "预警 当 x < 3"),
            ("limits counted by civil code", "时限 按民法典计算"),
            ("counting the start day", "当日算起"),
            (
                "excluding from stopped to resumed",
                "剔除 stopped 至 resumed",
            ),
            (
                "open rows count to the evaluation date",
                "未结案件 计至 评价日",
            ),
            ("rounded to 2 decimals", "保留2位小数"),
            ("empty counts as met", "为空视为达标"),
            ("missing counts as unmet", "缺报视为未达标"),
            ("alias 中小企业", "别名 中小企业"),
        ],
    );
    clauses(
        ("milestone 13.5 \"网上商城\"", "节点 13.5 “网上商城”"),
        &[
            (
                "stage a \"远程评标\": due September",
                "阶段 a “远程评标”：期限 9月",
            ),
            (
                "stage a: due 2022-09, each county signs off",
                "阶段 a：期限 2022年9月，各county 分别销号",
            ),
            (
                "stage result by end of June 2021",
                "2021年6月底前 取得阶段性成果",
            ),
            ("evidence required", "须附依据"),
            ("each county signs off", "各county分别销号"),
            ("late counts as unmet", "逾期 视为未达标"),
            ("done 2021-06-01", "已完成 2021-06-01"),
        ],
    );
}

#[test]
fn clauses_of_recurring_duties() {
    clauses(
        ("task 1", "任务 1"),
        &[
            ("due each Saturday", "期限 每周六"),
            ("due each Saturday", "期限 每星期六"),
            ("each Saturday", "每周六"),
            ("due each week", "期限 每周一次"),
            ("due on day 20 of each month", "期限 每月20日"),
            ("due by day 20 of each month", "期限 每月20日前"),
            ("due once a quarter", "期限 每季度一次"),
            ("due at least 2 times a year", "期限 每年至少2次"),
            ("except holidays", "节假日除外"),
        ],
    );
}
