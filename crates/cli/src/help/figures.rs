//! The help texts of what asks for figures, judges them, and tells of the verdicts.

use super::Entry;
use super::arguments::{AS_OF, DATA, ENCODING, FORMAT, POLICY, POLICY_HELP};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "template",
        about: (
            "The workbook in which figures, cases and sign-offs are submitted",
            "生成报送数值、台账和销号的工作簿表单",
        ),
        usage: (
            "dabiao template POLICY -o FORM.xlsx [--unit UNIT] [--period PERIOD] [--lang LANG]",
            "dabiao template 方案 -o 表单.xlsx [--unit 单位] [--period 时期] [--lang 语言]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao template plan.dabiao -o form.xlsx\n\
             \x20 dabiao template plan.dabiao -o linxia.xlsx --unit Linxia --period 2025Q1 --lang zh\n\n\
             A row for each figure that is to be submitted, with its unit; a sheet for each record; the sign-offs; a guide\n\
             that says what each metric counts for. Filled in, it is read as it is: `--data form.xlsx`. An empty cell is\n\
             not submitted. A file that is there already is never overwritten.",
            "示例：\n\
             \x20 dabiao template 方案.dabiao -o 表单.xlsx\n\
             \x20 dabiao template 方案.dabiao -o 临夏县.xlsx --unit 临夏县 --period 2025年一季度\n\n\
             每个应报数值一行，附单位；每个台账一张工作表；另有销号表和填报说明，说明中列出各指标用于哪些目标。填好后直接读取：\n\
             `--data 表单.xlsx`。单元格为空即未报送。已有的文件不会被覆盖。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            (
                "output",
                ("FORM.xlsx", "表单.xlsx"),
                ("The workbook to write", "要生成的工作簿"),
            ),
            (
                "unit",
                ("UNIT", "单位"),
                (
                    "Only what this entity submits, or what the targets need that this unit answers for",
                    "仅限该主体报送的内容，或该单位负责的目标所需的内容",
                ),
            ),
            (
                "period",
                ("PERIOD", "时期"),
                (
                    "Ask for the figures of this time, a row for each period in it",
                    "仅限该时期的数值，其中每个时期一行",
                ),
            ),
        ],
    },
    Entry {
        name: "evaluate",
        about: (
            "Check submitted figures against a policy's targets",
            "用报送的数据核对方案的目标",
        ),
        usage: (
            "dabiao evaluate POLICY --data PATH… --as-of DATE [OPTIONS]",
            "dabiao evaluate 方案 --data 路径… --as-of 日期 [选项]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao evaluate plan.dabiao --data figures.csv --as-of 2025-06-30\n\
             \x20 dabiao evaluate plan/ --data q2/ --as-of 2025-06-30 --only unmet,no_data\n\
             \x20 dabiao evaluate plan.dabiao --data q2/ --as-of 2025-06-30 --format json > verdicts.json\n\
             \x20 dabiao evaluate plan.dabiao --data q2/ --as-of 2025-06-30 --fail-on unmet,invalid\n\
             \x20 dabiao evaluate plan.dabiao --data old.csv --encoding gb18030 --as-of 2025-06-30\n\n\
             Data have these headers, in English or Chinese; only metric and value are always needed:\n\
             \x20 metric,segment,entity,period,value,unit,kind,submitted on,by,evidence\n\n\
             States: met, unmet, on_track, at_risk, pending, no_data, not_applicable, invalid.",
            "示例：\n\
             \x20 dabiao evaluate 方案.dabiao --data 指标.csv --as-of 2025-06-30\n\
             \x20 dabiao evaluate 方案/ --data 二季度/ --as-of 2025-06-30 --only 未达标,缺报\n\
             \x20 dabiao evaluate 方案.dabiao --data 二季度/ --as-of 2025-06-30 --format json > 结论.json\n\
             \x20 dabiao evaluate 方案.dabiao --data 二季度/ --as-of 2025-06-30 --fail-on 未达标,数据存疑\n\
             \x20 dabiao evaluate 方案.dabiao --data 旧表.csv --encoding gb18030 --as-of 2025-06-30\n\n\
             数据表头可用中文或英文，只有“指标”“数值”必填：\n\
             \x20 指标,分项,主体,时期,数值,单位,类别,报送日期,报送单位,依据\n\n\
             结论：达标、未达标、进展正常、预警、未到期、缺报、不适用、数据存疑。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            DATA,
            AS_OF,
            ENCODING,
            FORMAT,
            (
                "only",
                ("STATE,…", "结论,…"),
                (
                    "Show only verdicts in these states; the summary counts all",
                    "只列出这些结论；汇总仍包括全部",
                ),
            ),
            (
                "fail_on",
                ("STATE,…", "结论,…"),
                (
                    "Exit with 1 when a verdict is in one of these states",
                    "出现这些结论之一时，退出码为 1",
                ),
            ),
        ],
    },
    Entry {
        name: "explain",
        about: (
            "Why a verdict is what it is; or what a diagnostic code means",
            "解释某条结论的由来，或诊断代码的含义",
        ),
        usage: (
            "dabiao explain POLICY TARGET --data PATH… --as-of DATE [--entity E] [--period P]\n       dabiao explain CODE",
            "dabiao explain 方案 目标 --data 路径… --as-of 日期 [--entity 主体] [--period 时期]\n      dabiao explain 代码",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao explain plan.dabiao 6.1 --data figures.csv --as-of 2025-06-30\n\
             \x20 dabiao explain plan.dabiao 6.1 --data q1/ --as-of 2025-06-30 --entity 临夏县 --period 2025Q1\n\
             \x20 dabiao explain plan.dabiao 6.1 --data q1/ --as-of 2025-06-30 --format json\n\
             \x20 dabiao explain plan.dabiao 9.4 --data q1/ --as-of 2025-06-30    an escalation or a score\n\
             \x20 dabiao explain N0102",
            "示例：\n\
             \x20 dabiao explain 方案.dabiao 6.1 --data 指标.csv --as-of 2025-06-30\n\
             \x20 dabiao explain 方案.dabiao 6.1 --data 一季度/ --as-of 2025-06-30 --entity 临夏县 --period 2025年一季度\n\
             \x20 dabiao explain 方案.dabiao 6.1 --data 一季度/ --as-of 2025-06-30 --format json\n\
             \x20 dabiao explain 方案.dabiao 9.4 --data 一季度/ --as-of 2025-06-30    督办或评分\n\
             \x20 dabiao explain N0102",
        ),
        arguments: &[
            (
                "policy",
                ("POLICY|CODE", "方案|代码"),
                (
                    "A .dabiao file or a folder of them; or, alone, a diagnostic code",
                    ".dabiao 文件或其文件夹；或单独写诊断代码",
                ),
            ),
            (
                "target",
                ("TARGET", "目标"),
                (
                    "The id or title of a target or milestone: 6.1, 2.a",
                    "目标或节点的编号或标题：6.1、2.a",
                ),
            ),
            DATA,
            AS_OF,
            ENCODING,
            (
                "entity",
                ("ENTITY", "主体"),
                ("Only the verdicts of this entity", "只解释该主体的结论"),
            ),
            (
                "period",
                ("PERIOD", "时期"),
                (
                    "Only the verdicts for this period: 2025Q1",
                    "只解释该时期的结论：2025年一季度",
                ),
            ),
            FORMAT,
        ],
    },
    Entry {
        name: "report",
        about: (
            "Write an assessment as a page: HTML, a workbook, or Markdown",
            "将评价结果写成网页（HTML）、工作簿或 Markdown 文档",
        ),
        usage: (
            "dabiao report POLICY --data PATH… --as-of DATE -o FILE.html [OPTIONS]",
            "dabiao report 方案 --data 路径… --as-of 日期 -o 文件.html [选项]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao report plan/ --data q2/ --as-of 2025-06-30 -o q2.html\n\
             \x20 dabiao report plan/ --data q2/ --as-of 2025-06-30 -o linxia.html --entity Linxia\n\
             \x20 dabiao report plan/ --data q2/ --as-of 2025-06-30 -o q2.xlsx\n\
             \x20 dabiao report plan/ --data q2/ --as-of 2025-06-30 -o q2.md --lang zh\n\n\
             The page is one file: it needs no network, and prints on A4. A workbook has a sheet for each section.",
            "示例：\n\
             \x20 dabiao report 方案/ --data 二季度/ --as-of 2025-06-30 -o 二季度.html\n\
             \x20 dabiao report 方案/ --data 二季度/ --as-of 2025-06-30 -o 临夏县.html --entity 临夏县\n\
             \x20 dabiao report 方案/ --data 二季度/ --as-of 2025-06-30 -o 二季度.xlsx\n\
             \x20 dabiao report 方案/ --data 二季度/ --as-of 2025-06-30 -o 二季度.md --lang en\n\n\
             网页只有一个文件，不需要网络，可打印为 A4。工作簿中每部分一张工作表。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            DATA,
            AS_OF,
            ENCODING,
            (
                "output",
                ("FILE", "文件"),
                (
                    "The file to write, .html, .xlsx or .md; one that is there is replaced",
                    "要写入的文件，.html、.xlsx 或 .md；已有的会被替换",
                ),
            ),
            (
                "kind",
                ("KIND", "种类"),
                (
                    "What it is published as: report (default), monitor (of the last quarter, or as often as the policy monitors), bulletin (half-year, or as it says), evaluation (year, or as it says), sheet (of one entity or unit), ledger",
                    "种类：report 报告（默认）、monitor 季度监测、bulletin 半年通报、evaluation 年度评估（方案写了监测、通报、评价周期的依方案）、sheet 本单位情况、ledger 台账；也可写中文",
                ),
            ),
            (
                "entity",
                ("ENTITY", "主体"),
                ("One entity's own page", "只写该主体的一份"),
            ),
            (
                "unit",
                ("UNIT", "单位"),
                (
                    "One unit's own page: what it leads, answers for or helps with",
                    "只写该单位牵头、负责或配合的内容",
                ),
            ),
            (
                "template",
                ("FILE", "文件"),
                (
                    "A template of your own, in the language of Jinja",
                    "自备的模板，用 Jinja 语法",
                ),
            ),
        ],
    },
];
