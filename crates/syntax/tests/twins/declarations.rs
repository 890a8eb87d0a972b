//! What is declared: policies, units, entities, metrics, records.

use super::{clauses, twins};

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
            ("language 0.1", "语言 0.1"),
            ("language: ０．１", "语言：０．１"),
            ("calendar china", "日历 中国"),
            ("limits counted by civil code", "时限 按民法典计算"),
            ("limits counted plainly", "时限 按自然日计算"),
            ("working day is 8 hours", "工作日 为 8小时"),
            ("undated limits in 2025", "未写年份 按2025年"),
            ("figures due 10 days after each period", "报送 每期后10天内"),
            ("level L0350 error", "级别 L0350 错误"),
            ("level exact-ratio warning", "级别 exact-ratio 警告"),
            ("level L0350 note", "级别：L0350 提示"),
            (
                "allow L0350 because \"as printed\"",
                "允许 L0350 理由 “as printed”",
            ),
            (
                "allow exact-ratio, because: \"as printed\"",
                "允许 exact-ratio，理由：“as printed”",
            ),
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
