//! The one spelling of each phrase in both languages, as the language page pairs them, and what is tidied up.

use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::Language;
use dabiao_syntax::ast::Module;
use dabiao_syntax::{ParseOptions, RecordNames, format, parse};

/// The records of the examples.
const RECORDS: &str = "\
record 合同
  alias contract
  中标公告: date, alias awarded
  签订: date after 中标公告, alias signed
  金额: yuan, alias value
record project intent
  published: date
";

/// A whole item in English and in Chinese, both as the formatter leaves them.
const PAIRS: &[(&str, &str)] = &[
    (
        "policy \"优化营商环境工作方案\"\n  source \"000.txt\"\n  number \"〔2022〕3号\"\n  issued 2025-06-01\n  \
      in force 2025-01-01 to 2025-12-31\n  monitor quarterly\n  bulletin half-yearly\n  evaluate yearly\n  \
      calendar china\n  limits counted by civil code\n  working day is 8 hours\n  undated limits in 2025\n  \
      figures due 10 calendar days after each period\n  every task with 各县市人民政府",
        "方案 “优化营商环境工作方案”\n  来源 “000.txt”\n  文号 “〔2022〕3号”\n  印发 2025-06-01\n  \
      有效期 2025-01-01 至 2025-12-31\n  监测 每季度\n  通报 每半年\n  评价 每年\n  日历 中国\n  时限 按民法典计算\n  \
      工作日 为 8小时\n  未写年份 按2025年\n  报送 每期后10日内\n  各项任务 配合 各县市人民政府",
    ),
    (
        "entity 临夏县, 永靖县: county in 临夏州",
        "主体 临夏县、永靖县：county，隶属 临夏州",
    ),
    (
        "entity 甘肃省: province\n  alias 甘 for 甘肃省",
        "主体 甘肃省：province\n  别名 甘 指 甘肃省",
    ),
    (
        "group capable counties = 临夏市, every county and others",
        "分组 capable counties = 临夏市、全部 county 等",
    ),
    (
        "note 0.3 \"口号\" because \"无可核之数\"",
        "说明 0.3 “口号” 理由 “无可核之数”",
    ),
    ("unit 起 = 件", "计量单位 起 = 件"),
    ("unit 旬 = 10 days", "计量单位 旬 = 10天"),
    ("parameter 法定期限 = 6 months", "参数 法定期限 = 6个月"),
    (
        "metric 合同额 in yuan, per 县, per quarter, flow, sums up, part of 合同总额\n  alias SME contract value",
        "指标 合同额 单位 元，按 县，每季度，流量，可加总，属于 合同总额\n  别名 SME contract value",
    ),
    (
        "metric 采购占比 = 合同额 / 合同总额\n  better higher",
        "指标 采购占比 = 合同额 / 合同总额\n  越高越好",
    ),
    (
        "metric 有效发明专利 in 件/万人, per 市, per year, stock\n  baseline 3.29 at end of 2021\n  benchmark \"全省最优\" 16 at 2021",
        "指标 有效发明专利 单位 件/万人，按 市，每年，存量\n  基期 3.29 于 2021年底\n  标杆 “全省最优” 16 于 2021年",
    ),
    (
        "metric 办电时间 in days, split by 电压等级 (低压, 高压) adding up\n  better lower\n  benchmark \"全省最优\" 低压 0.5 days, 高压 2.7 days\n  \
      benchmark \"全省平均\" submitted\n  last figure counts for 3 months\n  approximate within 1%",
        "指标 办电时间 单位 天，分项 电压等级（低压、高压）合计\n  越低越好\n  标杆 “全省最优” 低压 0.5天、高压 2.7天\n  \
      标杆 “全省平均” 另报\n  沿用最近一期 不超过3个月\n  约数误差 1% 以内",
    ),
    (
        "metrics per county, per quarter\n  - 问题数 in 件, sums up\n    better lower\n  - 整改数, averages weighted by 问题数, takes the last",
        "指标表 按 county，每季度\n  - 问题数 单位 件，可加总\n    越低越好\n  - 整改数，按 问题数 加权平均，取期末",
    ),
    (
        "record 案件, per 县\n  立案: time\n  审结: time after 立案, alias closed\n  电子: yes/no\n  等级: category (\"优级\", \"良+\")\n  \
      数额: number\n  说明: text\n  counted by 立案",
        "台账 案件，按 县\n  立案：时刻\n  审结：时刻 晚于 立案，别名 closed\n  电子：是否\n  等级：类别（“优级”、“良+”）\n  \
      数额：数值\n  说明：文本\n  计入 立案",
    ),
    (
        "target 6.1 \"SME share\": SME share ≥ 80%\n  stretch ≥ 90% for capable counties\n  warn < 82%\n  weight 5",
        "目标 6.1 “SME share”：SME share ≥ 80%\n  更高目标 ≥ 90% 对 capable counties\n  预警 < 82%\n  权重 5",
    ),
    (
        "target 18.4: 绿化覆盖率\n  - 市区 ≥ 40%\n  - 临泽县, 高台县 ≥ 43%\n  due 2022-12\n  lead 市住建局",
        "目标 18.4：绿化覆盖率\n  - 市区 ≥ 40%\n  - 临泽县、高台县 ≥ 43%\n  期限 2022年12月\n  牵头 市住建局",
    ),
    (
        "target 1.4 \"企业开办\": all of:\n  - 开办环节 ≤ 2个\n  - 开办时间 ≤ 0.5 days\n  - 刻章费用 = 0 yuan",
        "目标 1.4 “企业开办”：同时满足：\n  - 开办环节 ≤ 2个\n  - 开办时间 ≤ 0.5天\n  - 刻章费用 = 0元",
    ),
    (
        "target: any of:\n  - not 上线\n  - every 政务大厅 上线",
        "目标：满足其一：\n  - 非 上线\n  - 全部 政务大厅 上线",
    ),
    (
        "target: 合同 签订 within 10 calendar days of 中标公告",
        "目标：合同 在 中标公告 后 10日内 签订",
    ),
    (
        "target: contract signed within 10 days",
        "目标：contract 10天内 signed",
    ),
    (
        "target: ≥ 95% of 合同 签订 within 10 working days of 中标公告",
        "目标：≥ 95% 的 合同 在 中标公告 后 10个工作日内 签订",
    ),
    (
        "target: 合同 签订 on the same day as 中标公告 where 电子 is yes",
        "目标：合同 中 电子 为 是 的，在 中标公告 当日 签订",
    ),
    (
        "target: project intent published at least 1 month before 招标",
        "目标：project intent 至少 在 招标 前 1个月 published",
    ),
    (
        "target: average days of 合同 from 中标公告 to 签订 ≤ 10 days",
        "目标：合同 自 中标公告 至 签订 平均天数 ≤ 10天",
    ),
    (
        "target: share of 合同 where 电子 is yes = 100%",
        "目标：合同 中 电子 为 是 的 占比 = 100%",
    ),
    (
        "target: share of 合同 金额 where 供应商 is 中小企业, among 层级 in (市, 县), ≥ 80%",
        "目标：合同 中 供应商 为 中小企业 的 金额 占比，限 层级 属于（市、县），≥ 80%",
    ),
    (
        "target: sum of 合同 金额 > 4.3亿元",
        "目标：合同 的 金额 合计 > 4.3亿元",
    ),
    (
        "target: count of 案件 where not 审结 for more than 12 months = 0",
        "目标：案件 中 未审结 超过12个月 的 件数 = 0",
    ),
    (
        "target: 位次 top 5 and 位次 improves by at least 2 ranks",
        "目标：位次 前5位 且 位次 前移 至少2位",
    ),
    (
        "target: 位次 ≤ rank 5 or 位次 top 30%",
        "目标：位次 ≤ 第5位 或 位次 前30%",
    ),
    (
        "target: 用时 reaches province best and 用时 reaches \"行业标准\"",
        "目标：用时 达到 全省最优 且 用时 达到 “行业标准”",
    ),
    (
        "target: 商标数 better than last year",
        "目标：商标数 优于上年",
    ),
    (
        "target: 商标数 not worse than last year and 商标数 > 商标数 last period",
        "目标：商标数 不劣于上年 且 商标数 > 商标数 上期",
    ),
    (
        "target: 占比 between 5% and (8% + 2 points)",
        "目标：占比 介于 5% 和 （8% + 2个百分点） 之间",
    ),
    (
        "target: 积案 cleared\n  except 临泽县\n  for 高台县, 山丹县\n  when 上线\n  best effort\n  missing counts as unmet",
        "目标：积案 清零\n  除 临泽县 外\n  对 高台县、山丹县\n  适用 上线\n  力争\n  缺报视为未达标",
    ),
    (
        "target: 办电时间 (低压) ≤ 1 day\n  counting the start day\n  excluding from 中止 to 恢复\n  open rows count to the evaluation date\n  \
      rounded to 1 decimal\n  empty counts as met\n  warn 10 days before\n  warn past 90% of the time\n  warn when 上线",
        "目标：办电时间（低压） ≤ 1天\n  当日算起\n  剔除 中止 至 恢复\n  未结案件 计至 评价日\n  \
      保留1位小数\n  为空视为达标\n  预警 提前10天\n  预警 用时超过90%\n  预警 当 上线",
    ),
    (
        "milestone 13.5 \"商城\": due 2022-09, then continuous\n  stage a \"评标\": due September, each 县 signs off\n  \
      stage result by end of 2021-06\n  each 县市 signs off\n  evidence required\n  late counts as unmet\n  done 2021-06-01",
        "节点 13.5 “商城”：期限 2022年9月，此后持续推进\n  阶段 a “评标”：期限 9月，各县 分别销号\n  \
      2021年6月底前 取得阶段性成果\n  各县市 分别销号\n  须附依据\n  逾期视为未达标\n  已完成 2021-06-01",
    ),
    (
        "milestone: continuous\n  lead 州法院, 州税务局 and others, each its part\n  due each quarter\n  cite 6, \"（一）\"",
        "节点：持续推进\n  牵头 州法院、州税务局 等，各负其责\n  期限 每季度\n  出处 6、“（一）”",
    ),
    (
        "task 6 \"采购\"\n  jointly 州法院\n  responsible 州税务局\n  with 各县\n  carried out by 各科\n  due end of June\n  limits counted plainly",
        "任务 6 “采购”\n  共同负责 州法院\n  责任 州税务局\n  配合 各县\n  落实 各科\n  期限 6月底\n  时限 按自然日计算",
    ),
    (
        "check 率: 公布率 = 追回 / 应追, within 0.01 points\n  blames 追回, 应追\n  warn only",
        "核验 率：公布率 = 追回 / 应追，误差 0.01个百分点 以内\n  存疑 追回、应追\n  仅提示",
    ),
    (
        "check: 公布率 = 追回 / 应追, to the printed digits",
        "核验：公布率 = 追回 / 应追，按刊印精度",
    ),
];

fn tree(text: &str) -> Module {
    let parsed = parse(
        FileId::default(),
        &SourceFile::new("test.dabiao", text),
        &ParseOptions::default(),
    );
    let problems: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|problem| problem.message(Language::English))
        .collect();
    assert!(!parsed.diagnostics.has_errors(), "{problems:#?}\n{text}");
    parsed.module
}

fn spelled(text: &str, language: Language) -> String {
    let (module, records) = (tree(text), tree(RECORDS));
    format(
        &module,
        &RecordNames::collect([&module, &records]),
        language,
    )
}

#[test]
fn each_phrase_has_one_spelling_in_each_language() {
    for (english, chinese) in PAIRS {
        let (english, chinese) = (format!("{english}\n"), format!("{chinese}\n"));
        assert_eq!(spelled(&english, Language::English), english);
        assert_eq!(spelled(&english, Language::Chinese), chinese);
        assert_eq!(spelled(&chinese, Language::Chinese), chinese);
        assert_eq!(spelled(&chinese, Language::English), english);
    }
}

#[test]
fn what_is_written_freely_is_tidied_up() {
    for (written, english) in [
        ("target：ＳＭＥ占比不低于８０％", "target: ＳＭＥ占比 ≥ 80%"),
        (
            "目标：中小企业采购占比不低于百分之八十",
            "target: 中小企业采购占比 ≥ 80%",
        ),
        (
            "target : a   share  at least  80 % ; weight 5;best effort",
            "target: a share ≥ 80%\n  weight 5\n  best effort",
        ),
        (
            "target: at least 95 % of contract signed within 3个工作日",
            "target: ≥ 95% of contract signed within 3 working days",
        ),
        (
            "milestone 2\n  due 2025年底前\n  lead 甲局、\n     乙局",
            "milestone 2: due end of 2025\n  lead 甲局, 乙局",
        ),
        (
            "目标：合同在中标公告后10日内签订",
            "target: 合同 签订 within 10 calendar days of 中标公告",
        ),
        ("check a: x = y\n   误差 1 以内", "check a: x = y, within 1"),
        (
            "目标：占比 较上年提高2个百分点 且 外贸额 同比增长15%以上",
            "target: 占比 at least 2 points above last year and 外贸额 at least 15% above same period last year",
        ),
        (
            "目标：用时 较基期压缩 至少50% 且 用时 较 上季度 缩短 1天",
            "target: 用时 at least 50% below baseline and 用时 at least 1 day below last quarter",
        ),
        (
            "目标：外贸额 较上月上升不超过10% 且 积案 较上期减少5件以内",
            "target: 外贸额 no more than 10% above last month and 积案 no more than 5件 below last period",
        ),
        ("target: x ≥ 3.43亿 yuan", "target: x ≥ 3.43亿元"),
        (
            "note 1 「甲」\n  because “乙”",
            "note 1 \"甲\" because \"乙\"",
        ),
    ] {
        assert_eq!(
            spelled(written, Language::English),
            format!("{english}\n"),
            "{written}"
        );
    }
}

#[test]
fn blank_lines_are_kept_one_at_a_time_and_comments_where_they_stand() {
    let written = "\n\n# the file\n\n\n## doc\ntarget: a ≥ 1   #why\n\n\n  # above\n\n  weight 5 # 五\n\n\n# end\n";
    let english =
        "# the file\n\n## doc\ntarget: a ≥ 1  # why\n\n  # above\n\n  weight 5  # 五\n\n# end\n";
    assert_eq!(spelled(written, Language::English), english);
}

#[test]
fn a_text_with_a_closing_quote_takes_other_quotes() {
    let english = "note 1 \"落实“双随机”\" because “say \"no\"”\n";
    let chinese = "说明 1 “落实“双随机”” 理由 “say \"no\"”\n";
    assert_eq!(spelled(english, Language::Chinese), chinese);
    assert_eq!(spelled(chinese, Language::English), english);
    let unbalanced = "note 1 because \"其二”\"\n";
    let chinese = "说明 1 理由 「其二”」\n";
    assert_eq!(spelled(unbalanced, Language::Chinese), chinese);
}

#[test]
fn a_record_that_nobody_declares_stays_in_one_run_of_words() {
    let (english, chinese) = (
        "target: 函件 回复 within 3 days of 收到\n",
        "目标：函件 回复 在 收到 后 3天内\n",
    );
    assert_eq!(spelled(english, Language::Chinese), chinese);
    assert_eq!(spelled(chinese, Language::English), english);
}

#[test]
fn what_would_read_as_another_phrase_is_quoted() {
    for (written, english, chinese) in [
        (
            "主体 甲：county，隶属 force 乙",
            "entity 甲: county in \"force 乙\"",
            "主体 甲：county，隶属 “force 乙”",
        ),
        (
            "指标 甲，按 year",
            "metric 甲, per \"year\"",
            "指标 甲，按 “year”",
        ),
        (
            "target: case top within 3 days",
            "target: \"case top\" within 3 days",
            "目标：“case top” 3天内",
        ),
        (
            "节点 1：持续推进\n  each 联合“双随机”组 signs off",
            "milestone 1: continuous\n  each \"联合“双随机”组\" signs off",
            "节点 1：持续推进\n  各“联合“双随机”组” 分别销号",
        ),
        (
            "节点 1：持续推进\n  各“year hall” 分别销号",
            "milestone 1: continuous\n  each \"year hall\" signs off",
            "节点 1：持续推进\n  各“year hall” 分别销号",
        ),
        (
            "target: (count of a where not (not b for more than 1 day) = 0) and c",
            "target: (count of a where not (not b for more than 1 day) = 0) and c",
            "目标：（a 中 非 （未b 超过1天） 的 件数 = 0） 且 c",
        ),
        (
            "目标：合同 中 电子 为 是 的，3天内 签订 且 上线",
            "target: (合同 签订 within 3 days where 电子 is yes) and 上线",
            "目标：（合同 中 电子 为 是 的，3天内 签订） 且 上线",
        ),
        // What stands behind `over` would be those whom the median is taken over; of a sum it is part of the name.
        (
            "target: median of \"days over SME\" ≥ 1",
            "target: median of \"days over SME\" ≥ 1",
            "目标：days over SME 中位数 ≥ 1",
        ),
        (
            "target: sum of \"days over SME\" ≥ 1",
            "target: sum of days over SME ≥ 1",
            "目标：days over SME 的 合计 ≥ 1",
        ),
    ] {
        let (english, chinese) = (format!("{english}\n"), format!("{chinese}\n"));
        assert_eq!(spelled(written, Language::English), english, "{written}");
        assert_eq!(spelled(written, Language::Chinese), chinese, "{written}");
        assert_eq!(spelled(&english, Language::Chinese), chinese);
        assert_eq!(spelled(&chinese, Language::English), english);
    }
}

#[test]
fn an_event_that_cannot_join_its_record_is_quoted() {
    let records =
        "record 合同\n  是 in 期限: date\n  a: date\n".replace("是 in 期限", "\"是 in 期限\"");
    let english = format!("{records}target: 合同 \"是 in 期限\" within 3 days of a\n");
    let chinese = spelled(&english, Language::Chinese);
    assert!(
        chinese.ends_with("目标：合同 在 a 后 3天内 “是 in 期限”\n"),
        "{chinese}"
    );
    assert_eq!(spelled(&chinese, Language::English), english);
}

#[test]
fn records_are_split_at_the_longest_declared_name() {
    let module = tree(
        "record contract\n  signed late: date\n  a: date, alias 甲\nrecord contract signed\n  alias 合同\n  b: date\n",
    );
    let names = RecordNames::collect([&module]);
    assert_eq!(
        names.split("contract signed late"),
        Some(("contract", "signed late"))
    );
    assert_eq!(
        names.split("contract signed b"),
        Some(("contract signed", "b"))
    );
    assert_eq!(
        names.split("contract signed c"),
        Some(("contract signed", "c"))
    );
    assert_eq!(names.split("contract 甲"), Some(("contract", "甲")));
    assert_eq!(names.split("合同 b"), Some(("合同", "b")));
    assert_eq!(names.split("contract signed"), None);
    assert_eq!(names.split("payment made"), None);
}
