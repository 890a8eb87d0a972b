//! What is read without the grammar is the tree that the grammar gives, with the same places and the same complaints.

#![expect(clippy::arithmetic_side_effects, reason = "small indices of test data")]

mod generate;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::Language;
use dabiao_syntax::{ParseOptions, RecordNames, format, parse, parse_all, parse_by_grammar};
use proptest::prelude::*;

const PLAN: &str = include_str!("plans/every_clause.dabiao");

/// Reads a text both ways.
fn agree(text: &str) -> Result<(), TestCaseError> {
    let source = SourceFile::new("any.dabiao", text);
    let options = ParseOptions::default();
    let quick = parse(FileId::default(), &source, &options);
    let slow = parse_by_grammar(FileId::default(), &source, &options);
    prop_assert_eq!(&quick.module, &slow.module, "{}", text);
    prop_assert_eq!(&quick.diagnostics, &slow.diagnostics, "{}", text);
    Ok(())
}

/// What mutations are made of: words that end names, signs, wide forms of them, letters that are none of a bare name;
/// `|` stands between.
const SPLINTERS: &str = concat!(
    " |\t|\u{3000}|\n|：|:|，|,|、|;|(|（|)|）|\"|“|”|≥|<|=|＝|>=|=>|＞|!|-|−| - |+|/|／|*|×|%|％|‰|·|é|",
    "'|.|．|１|0|2025|2025年|5| 5 |年|的|且|或|非|在|后|前|中|至|至少|不低于|低于|高于|达到|达|清零|等|以上|以内|内|日内|同比|较|上年|",
    "上年同期|基期|每|每月|每季度|各|未|第|一|八成|百分之八十|万|亿|元|件|个|单位|按|加权平均|属于|流量|全省最优|占比|件数|中位数|位次| and | or |",
    " not | of | is | in | in force | at | at least | at most 5| below | for | from | to | per |",
    " per quarter |quarterly| each | on | by | once | within | before | last year| top 5|",
    " between | reaches | improves| cleared| where | share of |count of |growth of |rank |yes|",
    " days| working days| percent|yuan| part of | sums up| with | together| each its part|",
    " and others|x|X|_|all of:|any of:|target|metric|在公告后10日内|“放管服”|\"a b\"| as | then | over |",
    " among others|：是|为 |季度|2021年12月|起| is |alias |: text|晚于 |逾期 1天|",
);

/// A text with some splinters put in, parts cut out and parts doubled.
fn mutated(text: &str, changes: &[(usize, usize, usize)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, length, what) in changes {
        let start = at % chars.len().max(1);
        let end = start.saturating_add(*length).min(chars.len());
        let part: Vec<char> = chars.get(start..end).unwrap_or_default().to_vec();
        match what % 6 {
            0 => drop(chars.splice(start..end, [])),
            1 => drop(chars.splice(start..start, part)),
            2 => drop(chars.splice(start..end, part.iter().copied().map(widened))),
            3 if start < end => chars.swap(start, end - 1),
            _ => {
                let count = SPLINTERS.split('|').count();
                let splinter = SPLINTERS.split('|').nth(what % count);
                drop(chars.splice(start..start, splinter.unwrap_or_default().chars()));
            }
        }
    }
    chars.into_iter().collect()
}

/// The wide form of an ASCII character.
fn widened(c: char) -> char {
    match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c).saturating_add(0xfee0)).unwrap_or(c),
        _ => c,
    }
}

/// Lines such as people write most, in both languages.
const COMMON: &[&str] = &[
    "metric SME contract value in yuan, per county, per quarter, part of total contract value",
    "metric 采购额 单位 万元，按 县市，每季度，可加总",
    "metric SME ratio = SME contract value / total contract value",
    "指标 绿化覆盖率 单位 %，按 县市，每年",
    "指标 采购占额 = 中小微采购额 / 采购总额",
    "target 6.1 \"SME ratio\": SME contract value / total contract value ≥ 80%",
    "target 6.2: steps ≤ 4个 and cost = 0 yuan or (one-stop halls + 2) * 3 > 15 working days",
    "target 6.3: recovered value - owed value at least 4.3亿元",
    "target 6.4: power time (low voltage) no more than 10 working days",
    "目标 18.4 “建成区绿化覆盖率”：绿化覆盖率 ≥ 40%",
    "目标 1.4：开办环节 不超过2个 且 开办时间 至少 5天 或 刻章费用 = 0元",
    "目标：办电时间（低压）≤ 15天",
    "目标 2：覆盖率 达到 95%\n  牵头：州财政局、州发改委\n  配合 各县市人民政府\n  出处 6、“7.1”\n  理由 “按原文”",
    "target 3: a reaches 5\n  lead: finance bureau\n  with everyone else, “B”\n  cite 6, 7.1\n  because \"so it says\"\n  for big towns",
    "check rate \"Recovery\": reported rate = recovered / owed",
    "核验 总数：问题数 = 整改数 + 在改数",
    "test \"at the threshold\"\n  evaluated on 2025-04-30\n  given SME ratio = 70%, 60%, halls (towns) = 5个 for 临夏县, 临夏市 from 2025Q1\n  expect 6.1, K3 met for 临夏县 in 2025Q1",
    "test \"signed off\"\n  given K1.1, 2.2 done 2025-03-20 for 临夏县\n  given 3.1 partial in 2025-01 to 2025-03\n  given open = yes\n  expect 6.1 not met\n  expect 7 no data",
    "测试 “恰好达标”\n  评价日 2025-04-30\n  设 采购额 = 80万元，采购总额 = 100万元 对 临夏县 于 2025Q1\n  设 1.1、2.2 完成 2025-03-20\n  应为 6.1 达标 于 2025H1\n  应为 6.2、6.3 未达标 对 临夏县",
    "test \"names go on over words that end others\"\n  given a = 5 for x for y in 2025\n  expect 6.1 met for x from 2025\n  expect 6.1 met from 2025\n  expect 6.1 met for x at 2025",
    "target 1: steps ≤ 加权平均4个\ntarget 2: 中位数4 ≥ 5\ntarget 3: a 且4 ≥ 5\nmetric 指标4",
    "测试 “办件”\n  设 园区：级别 为 国家级、有条件 为 是、收到 2021年2月1日、材料 = 3件、编号 5，对 兰州市、甘南州，于 2021年12月\n  \
     设 公共资源交易 = 1000宗、是、否，对 兰州市，自 2021年一季度 起\n  设 调查报告：收到 2021-02-01、件数、办结 2021-02-03",
    "test “cases”\n  given contract: kind is works, awarded 2025-02-10, electronic is no, value = 5 yuan for 康乐县\n  \
     given a: b is c d, e yes in 2025\n  given a: b 2025-03-01 14:30, c is 3 4\n  given x: none\n  given x: y 1, 20 rows",
    "测试：“余量”\n  应为 16.4 达标，对 临夏县，于 2021年上半年，实际 6.25%，余量 1.25个百分点，逾期 1天\n  \
     expect 16.4 met for 临夏县 in 2025Q1, actual 6.25%, margin 1.25 points\n  expect 1.1 unmet, late 3 days\n  expect 1.1 met late for 5 in 2025年",
    "任务 11 “两轻一免柔性执法”\n  lead: A\n节点 14.1 “系统二期和政策清单”\n节点 “一”\nmilestone K1\ntask 8 \"Trading\"\ntask “无号”\ntask 8 x",
    "metric x in yuan\n  alias 摸排次数\n  better higher\n  越低越好\n  cite 05-b, 05-c\n  alias: y\n  出处：“一”\n  alias a for b\n  better",
    "记录 合同\n  别名 契约\n  中标：日期\n  签订：日期 晚于 中标\n  电子：是否\n  受理：时刻 晚于 a b\n  名称：文本\n  出处 1\n  alias: text\n  计入：日期\n  \
     cite: yes/no\n  signed: date after awarded\n  planned: planned date\n  x: date after y, alias z",
    "check 1: a = b\n  仅提示\n  warn only\n  cite 1\n  because \"x\"\n  理由：“y”\n  warn only x",
    "milestone 14.4b \"Routine\": due end of 2022\nmilestone 9.3 \"Apart\": continuous\n节点 53 “九办四组”：期限 2021年6月底\n节点 7.4 “培训”：持续推进\n\
     task 4 \"x\": lead A, B and others\nmilestone 1: due June 2021, then continuous\n节点 2：期限 9月底前，此后持续推进\nmilestone 3: due September",
    "target 1: a ≥ 1\n  due end of December\n  期限 2022年底\n  due each quarter\n  期限 每季度\n  carried out by 县民政局, B and others\n  落实 A、B 等\n  best effort\n  力争\n  \
     须附依据\n  empty counts as met\n  stage b \"x\": continuous\n  阶段 b “融资难”：期限 2022年9月\n  due 6月30日\n  due: 2025-06-30\n  期限 12月末",
    "entity 临夏市, 临夏县,\n  康乐县: county in 临夏州\n主体 州财政局、州税务局：department，隶属 临夏州\nentity A: 省\nrecord contract, per county\n台账 合同，按 县市\n\
     metrics per county, per quarter, stock\n指标表 按 市，每年，存量\n  - x in 个\nmetrics in 件, per month\n  - y",
    "record contract\n  kind: category (works, “a b”), alias 类型\n  counted by signed\n  计入 中标\n  planned: planned date, alias x\n  状态：类别（一、二），别名 y\n  signed: date after awarded, alias 签订",
    "target 1 \"x\": all of:\n  - a better than last year\n  - b cleared\n  - c 清零\n  - 问题数 不劣于 上年同期\n  - d ≤ 1份 and e = 2\n  - f reaches province average\n目标：满足其一：\n  - a 优于 上期\n  - g 达到 “x”",
    "target 10.5: mediation rate better than last year\ntarget 9.2: trial days reaches province average\ntarget 1.6: open accounts cleared\n目标 10.1：天数 达到 全省平均水平\ncheck x: any of:\n  - a = 1",
    "test \"more\"\n  given lecture: held 2025-07-01, a 1, b 2, 2 rows for 临夏州\n  设 台账：状态 为 有、3行，对 A\n  given K1.1 done 2022-11-30, 3.5.4 partial, 4.5c done 2022-11-30\n  \
     given industries = 30个,\n      credit brands = 3个 for 临夏州,\n      甘南州 in 2025\n  expect check floors holds\n  应为 核验 1.5-X3 不符，于 2022年\n  expect 6.5 unmet in 2025Q1, margin -0.5 days\n  expect check 1.1, b fails for A",
    "metrics per county, per quarter\n  - halls in 个, stock\n  - 大厅数 单位 个，存量\n  - ratio = halls / towns",
];

#[test]
fn a_word_behind_a_number_belongs_to_it() {
    for line in [
        "test “余量”\n  expect 16.4 met, 逾期 1天actual 6.25%\n",
        "test “余量”\n  expect 16.4 met, actual 6.2 margin 1.25 points\n",
        "test “余量”\n  expect 16.4 met, actual 6% margin 1.25 points\n",
        "test “余量”\n  expect 16.4 met, late 3 days actual 6%\n",
        "test “余量”\n  expect 16.4 met, late 3 days # so\n",
        "target 1: share ≥ 80个x\n",
        "target 1: share ≥ 80个é\n",
        "target 1: share ≥ 80个5\n",
        "target 1: share ≥ 80个_\n",
    ] {
        agree(line).unwrap();
    }
}

#[test]
fn common_lines_agree() {
    for line in COMMON {
        agree(line).unwrap();
    }
    agree(PLAN).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn generated_policies_agree(module in generate::module()) {
        for language in [Language::English, Language::Chinese] {
            let records = RecordNames::collect([&module]);
            agree(&format(&module, &records, language))?;
        }
    }

    #[test]
    fn a_mutated_plan_agrees(changes in proptest::collection::vec((0..PLAN.len(), 1_usize..30, any::<usize>()), 1..30)) {
        agree(&mutated(PLAN, &changes))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn mutated_common_lines_agree(
        line in 0..COMMON.len(),
        changes in proptest::collection::vec((0_usize..120, 1_usize..12, any::<usize>()), 1..4),
    ) {
        agree(&mutated(COMMON[line], &changes))?;
    }
}

/// The policies of the examples and of the conformance suite.
fn policies(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            policies(&path, found);
        } else if path.extension().is_some_and(|end| end == "dabiao") {
            found.push(path);
        }
    }
}

#[test]
fn every_policy_there_is_agrees() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["examples", "tests/suite"] {
        policies(&root.join(folder), &mut found);
    }
    assert!(found.len() > 50);
    for path in found {
        let text = std::fs::read(&path).unwrap();
        agree(&String::from_utf8_lossy(&text)).unwrap();
    }
}

#[test]
fn a_long_file_reads_the_same_on_any_number_of_threads() {
    let mut text = String::from("policy \"long\"\n  in force 2025\n");
    for index in 0..1_500 {
        let _ = match index % 500 {
            // What is wrong is said in the same order.
            7 => writeln!(text, "target {index}: x ≥"),
            11 => writeln!(text, "targget {index}: x ≥ 1\n  lead A"),
            13 => writeln!(text, "  lead nobody"),
            _ if index % 2 == 0 => {
                writeln!(text, "metric x{index} in yuan\n  # 注\n  alias y{index}")
            }
            _ => writeln!(text, "目标 {index}：x{index} 不低于 80%；牵头：州财政局"),
        };
    }
    let source = SourceFile::new("long.dabiao", text);
    let read = |threads| {
        let options = ParseOptions {
            threads,
            ..ParseOptions::default()
        };
        parse(FileId::default(), &source, &options)
    };
    let one = read(1);
    assert!(one.module.items.len() > 1_400 && one.diagnostics.len() > 6);
    assert_eq!(read(2), one);
    assert_eq!(read(5), one);
    let all = parse_all([(FileId::default(), &source)], &ParseOptions::default());
    assert_eq!(all, [one]);
}
