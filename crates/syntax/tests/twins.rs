//! Every item and clause in both vocabularies: nothing is complained about, and both give the same tree.

use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::Language;
use dabiao_syntax::{Parse, ParseOptions, parse};

fn read(text: &str) -> Parse {
    parse(
        FileId::default(),
        &SourceFile::new("plan.dabiao", text),
        &ParseOptions::default(),
    )
}

fn complaints(parsed: &Parse) -> Vec<String> {
    parsed
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code.id, d.message(Language::English)))
        .collect()
}

/// Lines of an item, English and Chinese beside each other.
fn twins(pairs: &[(&str, &str)]) {
    for (en, zh) in pairs {
        let (english, chinese) = (read(en), read(zh));
        assert_eq!(complaints(&english), Vec::<String>::new(), "{en}");
        assert_eq!(complaints(&chinese), Vec::<String>::new(), "{zh}");
        assert!(!english.module.items.is_empty(), "{en}");
        assert_eq!(
            english.module.neutral(),
            chinese.module.neutral(),
            "\n{en}\n{zh}"
        );
    }
}

/// Clauses under the same first line.
fn clauses(head: (&str, &str), pairs: &[(&str, &str)]) {
    for (en, zh) in pairs {
        let (en, zh) = (
            format!("{}\n  {en}\n", head.0),
            format!("{}\n  {zh}\n", head.1),
        );
        twins(&[(en.as_str(), zh.as_str())]);
    }
}

#[test]
fn policies() {
    twins(&[("policy \"临夏州工作方案\"", "方案 “临夏州工作方案”")]);
    clauses(
        ("policy \"P\"", "方案 “P”"),
        &[
            ("source \"000.txt\"", "来源 “000.txt”"),
            (
                "number \"张营商办〔2022〕3号\"",
                "文号 “张营商办〔2022〕3号”",
            ),
            ("issued 2025-06-01", "印发 2025年6月1日"),
            (
                "in force 2025-01-01 to 2025-12-31",
                "有效期 2025-01-01 至 2025-12-31",
            ),
            ("in force 2025", "有效期 2025年"),
            ("monitor quarterly", "监测 每季度"),
            ("monitor monthly", "监测 每月"),
            ("bulletin half-yearly", "通报 每半年"),
            ("evaluate yearly", "评价 每年"),
            ("calendar china", "日历 中国"),
            ("limits counted by civil code", "时限 按民法典计算"),
            ("limits counted plainly", "时限 按自然日计算"),
            ("working day is 8 hours", "工作日 为 8小时"),
            ("undated limits in 2025", "未写年份 按2025年"),
            ("figures due 10 days after each period", "报送 每期后10天内"),
            (
                "every task lead 州法院 and others",
                "各项任务 牵头 州法院 等",
            ),
            (
                "every task jointly 州法院, 州税务局",
                "各项任务 共同负责 州法院、州税务局",
            ),
            ("every task responsible 州法院", "各项任务责任 州法院"),
            ("every task carried out by 州法院", "各项任务 落实：州法院"),
            (
                "every task with 各县市人民政府",
                "各项任务 配合 各县市人民政府",
            ),
            (
                "every task with 各县市人民政府, 州直部门 and others",
                "各项任务 配合 各县市人民政府、州直部门 等",
            ),
        ],
    );
}

#[test]
fn units_parameters_entities_groups_notes() {
    twins(&[
        ("unit 环节", "计量单位 环节"),
        ("unit 起 = 件", "计量单位 起 = 件"),
        ("unit 打 = 12 个", "计量单位 打 ＝ 12个"),
        (
            "parameter statutory limit = 6 months",
            "参数 statutory limit = 6个月",
        ),
        ("entity 甘肃省: province", "主体 甘肃省：province"),
        (
            "entity 临夏县, 永靖县: county in 临夏州",
            "主体 临夏县、永靖县：county，隶属 临夏州",
        ),
        (
            "entity 肃南县: county in 张掖市\n  alias 肃南裕固族自治县 for 肃南县",
            "主体 肃南县：county，隶属 张掖市\n  别名 肃南裕固族自治县 指 肃南县",
        ),
        (
            "group 有条件的县市 = 临夏市, 永靖县",
            "分组 有条件的县市 = 临夏市、永靖县",
        ),
        (
            "group 各县 = every county, 临夏市 and others",
            "分组 各县 = 全部 county、临夏市 等",
        ),
        (
            "note 0.3 \"slogan\" because \"no figure\"",
            "说明 0.3 “slogan” 理由 “no figure”",
        ),
        (
            "note 0.3 because \"no figure\"",
            "说明 0.3\n  理由 “no figure”",
        ),
    ]);
}

#[test]
fn metrics() {
    twins(&[
        ("metric SME contract value in yuan, per county, per quarter, flow, sums up, part of total contract value",
         "指标 SME contract value 单位 元，按 county，每季度，流量，可加总，属于 total contract value"),
        ("metric SME share = SME contract value / total contract value\n  alias 中小企业采购占比\n  better higher",
         "指标 SME share = SME contract value / total contract value\n  别名 中小企业采购占比\n  越高越好"),
        ("metric 万人有效发明专利 in 件/万人, per 市, per year, stock\n  better higher\n  baseline 3.29 at end of 2021\n  benchmark \"全省最优\" 16 at 2021",
         "指标 万人有效发明专利  单位 件/万人，按 市，每年，存量\n  越高越好\n  基期 3.29 于 2021年底\n  标杆 “全省最优” 16 于 2021年"),
        ("metric 办电时间 in days, per 市, per year, split by 电压等级 (低压, 高压)\n  better lower\n  benchmark \"province best\" 低压 0.5 days, 高压 2.7 days",
         "指标 办电时间  单位 天，按 市，每年，分项 电压等级（低压、高压）\n  越低越好\n  标杆 “全省最优” 低压 0.5天、高压 2.7天"),
        ("metric x, per county, split by 阶段 (a, b) adding up, takes the last", "指标 x，按 county，分项 阶段（a、b）合计，取期末"),
        ("metric x in %, averages weighted by 合同数, cumulative, takes the maximum", "指标 x 单位 %，按 合同数 加权平均，累计，取最大"),
        ("metric x in yes/no, per month\n  benchmark \"province best\" yes\n  benchmark \"province average\" submitted", "指标 x 单位 是否，每月\n  标杆 “全省最优” 是\n  标杆 “全省平均” 另报"),
        ("metric x in days, per half-year\n  last figure counts for 3 months\n  approximate within 1%", "指标 x 单位 天，每半年\n  沿用最近一期 不超过3个月\n  约数误差 1% 以内"),
        ("metric x in %\n  plausible -0.5% to 100%", "指标 x 单位 %\n  合理范围 -0.5% 至 100%"),
        ("metrics per county, per quarter\n  - SME contract value in yuan, flow, sums up\n    alias 中小企业合同金额\n  - rank of the county in rank\n    better lower".replace("rank of the county", "county place").as_str(),
         "指标表 按 county，每季度\n  - SME contract value 单位 元，流量，可加总\n    别名 中小企业合同金额\n  - county place 单位 位\n    越低越好"),
    ]);
}

#[test]
fn records() {
    twins(&[(
        "record contract, per county\n  alias 合同\n  awarded:    date\n  signed:     date after awarded, alias 签订\n  seen: time\n  due: planned date after awarded\n  value:      yuan\n  electronic: yes/no\n  source: text\n  category: category (\"优级\", \"良+\")\n  weeks late: number\n  counted by awarded",
        "台账 contract，按 county\n  别名 合同\n  awarded：日期\n  signed：日期 晚于 awarded，别名 签订\n  seen：时刻\n  due：期限 晚于 awarded\n  value：元\n  electronic：是否\n  source：文本\n  category：类别（“优级”、“良+”）\n  weeks late：数值\n  计入 awarded",
    )]);
}

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
fn life_cycles_and_loops() {
    clauses(
        ("record 问题", "台账 问题"),
        &[
            (
                "进度: states 发现 → 推进 (partial) -> 完成",
                "进度：状态 发现 → 推进（部分） → 完成",
            ),
            ("steps 受理 → 调查 → 反馈", "环节 受理 -> 调查 → 反馈"),
        ],
    );
    twins(&[
        (
            "target: share of 问题 where 进度 is at least 完成 and 依据 is filled in = 100%",
            "目标：问题 中 进度 达到 完成 且 依据 已填 的 占比 = 100%",
        ),
        (
            "target: count of 问题 where 进度 is partly done = 0",
            "目标：问题 中 进度 为 部分完成 的 件数 = 0",
        ),
        (
            "target: share of 投诉 where every step done ≥ 95%",
            "目标：投诉 中 各环节完成 的 占比 ≥ 95%",
        ),
    ]);
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
        "a at 2022-06 ≥ b at end of 2021",
        "2022年6月的a ≥ 2021年底的b",
    ),
    (
        "a (low) at 2022-10 to 2023-09 ≥ 1",
        "2022年10月至2023年9月的a（low） ≥ 1",
    ),
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
