//! The table of help texts.

use super::{Entry, Pair};

pub(super) const LANG: (&str, Pair, Pair) = (
    "lang",
    ("LANG", "语言"),
    (
        "Language of messages and reports: zh or en (default: the policy's own)",
        "输出所用的语言：zh 或 en（默认与方案一致）",
    ),
);

/// Arguments that every command has.
pub(super) const EVERYWHERE: &[(&str, Pair, Pair)] = &[
    LANG,
    ("help", ("", ""), ("Show this help", "显示帮助")),
    ("version", ("", ""), ("Show the version", "显示版本")),
];

pub(super) const POLICY: Pair = ("POLICY", "方案");
pub(super) const POLICY_HELP: Pair = (
    "A .dabiao file, or a folder whose .dabiao files are one policy",
    ".dabiao 文件，或由若干 .dabiao 文件组成一个方案的文件夹",
);
pub(super) const FORMAT: (&str, Pair, Pair) = (
    "format",
    ("FORMAT", "格式"),
    (
        "text for people (default), or json for programs",
        "text 供人阅读（默认），json 供程序读取",
    ),
);
const CHECK_FORMAT: (&str, Pair, Pair) = (
    "format",
    ("FORMAT", "格式"),
    (
        "text for people (default); json, sarif, junit or github (annotations) for programs",
        "text 供人阅读（默认）；json、sarif、junit、github（批注）供程序读取",
    ),
);
const TEST_FORMAT: (&str, Pair, Pair) = (
    "format",
    ("FORMAT", "格式"),
    (
        "text for people (default); json, junit or github (annotations) for programs",
        "text 供人阅读（默认）；json、junit、github（批注）供程序读取",
    ),
);
const DENY: (&str, Pair, Pair) = (
    "deny",
    ("CODE", "代码"),
    (
        "Codes or names that are errors in this run; warnings for all of them",
        "本次按错误处理的代码或名称；warnings 指全部警告",
    ),
);
const WARN: (&str, Pair, Pair) = (
    "warn",
    ("CODE", "代码"),
    (
        "Codes or names that are warnings in this run",
        "本次按警告处理的代码或名称",
    ),
);
const ALLOW: (&str, Pair, Pair) = (
    "allow",
    ("CODE", "代码"),
    (
        "Codes or names that are not reported in this run; errors cannot be allowed",
        "本次不报告的代码或名称；错误不能忽略",
    ),
);
pub(super) const DATA: (&str, Pair, Pair) = (
    "data",
    ("PATH", "路径"),
    (
        "Figures, cases, sign-offs: files, folders (xlsx, CSV, Parquet, JSON)",
        "数值、台账、销号数据的文件或文件夹：工作簿、CSV、Parquet 或 JSON",
    ),
);
pub(super) const AS_OF: (&str, Pair, Pair) = (
    "as_of",
    ("DATE", "日期"),
    (
        "The day whose end the verdicts speak of; it has no default",
        "评价日期，按当日终了计；没有默认值",
    ),
);
pub(super) const ENCODING: (&str, Pair, Pair) = (
    "encoding",
    ("ENCODING", "编码"),
    (
        "The encoding of CSV files: utf-8 or gb18030; else told by a look",
        "CSV 文件的编码：utf-8 或 gb18030；不写明的由内容判断",
    ),
);

/// Every command; the first is the program itself.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "",
        about: (
            "Write targets as a policy document says them, check figures against them, explain every verdict",
            "按方案原文书写目标，用数据核对是否达标，并解释每一条结论",
        ),
        usage: ("dabiao COMMAND …", "dabiao 命令 …"),
        examples: (
            "Start here:\n\
             \x20 dabiao check plan.dabiao\n\
             \x20 dabiao evaluate plan.dabiao --data figures.csv --as-of 2025-06-30\n\
             \x20 dabiao explain plan.dabiao 6.1 --data figures.csv --as-of 2025-06-30\n\
             \x20 dabiao due 2025-01-20 \"7 working days\"\n\n\
             Exit codes: 0 fine; 1 findings; 2 it could not run; 130 interrupted.",
            "从这里开始：\n\
             \x20 dabiao check 方案.dabiao\n\
             \x20 dabiao evaluate 方案.dabiao --data 指标.csv --as-of 2025-06-30\n\
             \x20 dabiao explain 方案.dabiao 6.1 --data 指标.csv --as-of 2025-06-30\n\
             \x20 dabiao due 2025-01-20 7个工作日\n\n\
             退出码：0 正常；1 发现问题；2 无法运行；130 被中断。",
        ),
        arguments: &[],
    },
    Entry {
        name: "check",
        about: (
            "Is a policy valid? Names, types, units, and what looks odd",
            "检查方案是否有效：名称、类型、单位及可疑写法",
        ),
        usage: (
            "dabiao check POLICY… [--data PATH… [--comments FILE [--force]]] [--cost] [--fix [--dry-run]] [--deny CODE] [--warn CODE] [--allow CODE] [--format FORMAT] [--lang LANG]",
            "dabiao check 方案… [--data 路径… [--comments 文件 [--force]]] [--cost] [--fix [--dry-run]] [--deny 代码] [--warn 代码] [--allow 代码] [--format 格式] [--lang 语言]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao check plan.dabiao\n\
             \x20 dabiao check city/ county/           each folder is a policy of its own\n\
             \x20 dabiao check plan.dabiao --cost      how each rule is decided, and in how many operations\n\
             \x20 dabiao check plan.dabiao --fix\n\
             \x20 dabiao check plan.dabiao --data form.xlsx --comments form-comments.xlsx\n\
             \x20 dabiao check plan.dabiao --deny warnings --allow no-basis\n\
             \x20 dabiao check plan.dabiao --format sarif > dabiao.sarif\n\
             \x20 dabiao explain N0102                 what a code means",
            "示例：\n\
             \x20 dabiao check 方案.dabiao\n\
             \x20 dabiao check 市/ 县/                 每个文件夹是一个方案\n\
             \x20 dabiao check 方案.dabiao --cost      每项规则如何判定、需多少次运算\n\
             \x20 dabiao check 方案.dabiao --fix\n\
             \x20 dabiao check 方案.dabiao --data 报送.xlsx --comments 报送-批注.xlsx\n\
             \x20 dabiao check 方案.dabiao --deny warnings --allow no-basis\n\
             \x20 dabiao check 方案.dabiao --format sarif > dabiao.sarif\n\
             \x20 dabiao explain N0102                 查看诊断代码的说明",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            (
                "cost",
                ("", ""),
                (
                    "Also say how each rule is decided, and what that costs",
                    "同时列出每项规则的判定方式及其代价",
                ),
            ),
            (
                "fix",
                ("", ""),
                (
                    "Put right what can be without changing the meaning, and say what",
                    "改正不影响含义的问题，并列出改动",
                ),
            ),
            (
                "dry_run",
                ("", ""),
                (
                    "With --fix: change nothing, show what would differ, and exit with 1 if anything would",
                    "与 --fix 同用：不改文件，只显示差异；有可改之处时退出码为 1",
                ),
            ),
            (
                "data",
                DATA.1,
                (
                    "Also read these data, and tell of figures that nobody submits and of shares of a few cases",
                    "同时读取这些数据，指出从未报送的指标和分母过小的占比",
                ),
            ),
            ENCODING,
            (
                "comments",
                ("FILE", "文件"),
                (
                    "Write a copy of the workbook of --data with comments at what is wrong",
                    "生成 --data 所给工作簿的副本，在有问题的单元格写批注",
                ),
            ),
            (
                "force",
                ("", ""),
                (
                    "With --comments: replace the copy if it is there",
                    "与 --comments 同用：副本已存在时替换",
                ),
            ),
            DENY,
            WARN,
            ALLOW,
            CHECK_FORMAT,
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
        name: "coverage",
        about: (
            "Which clauses of the document have a rule, a datum or a note, and which rules have no clause",
            "文件的哪些条款已有规则、数据或说明，哪些规则没有出处",
        ),
        usage: (
            "dabiao coverage POLICY [--data PATH…] [--threshold N%] [--format FORMAT]",
            "dabiao coverage 方案 [--data 路径…] [--threshold N%] [--format 格式]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao coverage plan/ --data plan/data\n\
             \x20 dabiao coverage plan.dabiao --threshold 95%\n\
             \x20 dabiao coverage plan/ --data plan/data --format json\n\n\
             The clauses stand in clauses.csv beside the policy, with these headers:\n\
             \x20 id,place,gist,note\n\n\
             A clause is accounted for by each item and each row of data that names it in its `cite`,\n\
             and by the note that is called after it.",
            "示例：\n\
             \x20 dabiao coverage 方案/ --data 方案/data\n\
             \x20 dabiao coverage 方案.dabiao --threshold 95%\n\
             \x20 dabiao coverage 方案/ --data 方案/data --format json\n\n\
             条款列在方案旁的 clauses.csv 中，表头为：\n\
             \x20 编号,位置,要义,备注\n\n\
             以“出处”写明该条款的条目和数据行，以及以其编号为题的说明，都算作着落。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            (
                "data",
                ("PATH", "路径"),
                (
                    "Files or folders of data whose rows name clauses in the column `cite`",
                    "数据文件或文件夹，其中各行可在“出处”列写明条款",
                ),
            ),
            (
                "threshold",
                ("N%", "N%"),
                (
                    "Exit with 1 when a smaller share of the clauses is accounted for (default: 100%)",
                    "有着落的条款占比低于该值时，退出码为 1（默认 100%）",
                ),
            ),
            ENCODING,
            FORMAT,
        ],
    },
    Entry {
        name: "analyse",
        about: (
            "Do targets contradict, repeat or imply each other, and can each be met and missed? Do they imply a higher plan's?",
            "各项目标是否相互矛盾、重复或可由其他推出，是否既可能达标也可能未达标；是否不松于上级方案",
        ),
        usage: (
            "dabiao analyse POLICY [--against UPPER] [--deny CODE] [--warn CODE] [--allow CODE] [--format FORMAT]",
            "dabiao analyse 方案 [--against 上级方案] [--deny 代码] [--warn 代码] [--allow 代码] [--format 格式]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao analyse plan.dabiao\n\
             \x20 dabiao analyse county/ --against province/\n\
             \x20 dabiao analyse plan/ --format sarif > dabiao.sarif\n\n\
             No data is read. Every finding comes with a derivation that can be checked by hand, or with figures\n\
             that show it; what is not decided within the work allowed is named. Contradictions, targets that no\n\
             figures meet or miss, and items above that are looser or missing below exit with 1.",
            "示例：\n\
             \x20 dabiao analyse 方案.dabiao\n\
             \x20 dabiao analyse 县/ --against 省/\n\
             \x20 dabiao analyse 方案/ --format sarif > dabiao.sarif\n\n\
             不读取数据。每项发现都附有可手工核对的推导或说明问题的数据；在允许的运算量内未能判定的会列出。\n\
             目标相互矛盾、不可能达标或不可能未达标，或上级条目在下级更松、缺少的，退出码为 1。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            (
                "against",
                ("UPPER", "上级方案"),
                (
                    "The policy above: what becomes of each of its targets here",
                    "上级方案：其各项目标在本方案中如何",
                ),
            ),
            DENY,
            WARN,
            ALLOW,
            CHECK_FORMAT,
        ],
    },
    Entry {
        name: "diff",
        about: (
            "What a new text of a policy asks that the old one did not, target by target",
            "新文本与旧文本相比，各项目标更严、更松还是相同",
        ),
        usage: (
            "dabiao diff OLD NEW [--data PATH… --as-of DATE] [--format FORMAT]",
            "dabiao diff 旧方案 新方案 [--data 路径… --as-of 日期] [--format 格式]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao diff old.dabiao new.dabiao\n\
             \x20 dabiao diff plan-2024/ plan-2025/ --format json\n\
             \x20 dabiao diff old.dabiao new.dabiao --data q2/ --as-of 2025-06-30\n\n\
             Targets are compared by what they ask, not by their text: the same, stricter, looser or incomparable,\n\
             with figures that one meets and the other misses. The content hash leaves out layout, language and\n\
             comments on lines of their own. With data, both texts decide them, and the verdicts that turn are shown\n\
             with the clauses that changed. Exits with 1 where anything differs.",
            "示例：\n\
             \x20 dabiao diff 旧.dabiao 新.dabiao\n\
             \x20 dabiao diff 2024年/ 2025年/ --format json\n\
             \x20 dabiao diff 旧.dabiao 新.dabiao --data 二季度/ --as-of 2025-06-30\n\n\
             比较的是要求而不是文字：相同、更严、更松或不可比，并给出一者达标而另一者未达标的数据。\n\
             内容摘要不计排版、语言和单独成行的注释。给出数据时，用新旧文本分别评价，列出改变的结论和相应条款的改动。\n\
             有任何不同时，退出码为 1。",
        ),
        arguments: &[
            (
                "old",
                ("OLD", "旧方案"),
                ("The old text: a file or a folder", "旧文本：文件或文件夹"),
            ),
            (
                "new",
                ("NEW", "新方案"),
                ("The new text: a file or a folder", "新文本：文件或文件夹"),
            ),
            DATA,
            AS_OF,
            ENCODING,
            FORMAT,
        ],
    },
    Entry {
        name: "mutate",
        about: (
            "Would the tests of a policy notice a wrong comparator, threshold, limit, date or entity?",
            "比较符、阈值、时限、期限或主体写错时，方案自带的测试能否发现",
        ),
        usage: (
            "dabiao mutate POLICY [--threshold N] [--format FORMAT]",
            "dabiao mutate 方案 [--threshold N] [--format 格式]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao mutate plan.dabiao\n\
             \x20 dabiao mutate plan/ --threshold 95\n\n\
             One thing is changed at a time, and the policy's own tests are run: another comparator, a threshold\n\
             one step up or down, another unit, a limit one longer, one shorter or in other days, a tolerance\n\
             one more or less, and for or, someone judged no more, a day later due. The changes that no test\n\
             notices are listed.",
            "示例：\n\
             \x20 dabiao mutate 方案.dabiao\n\
             \x20 dabiao mutate 方案/ --threshold 95\n\n\
             每次只改动一处，再运行方案自带的测试：换比较符、阈值升降一级、换单位、时限加一减一或换一种日、\n\
             容差加一减一、“且”换“或”、少考核一个主体、期限晚一日。没有测试发现的改动会列出。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            (
                "threshold",
                ("N", "N"),
                (
                    "Exit with 1 when fewer percent of the changes are noticed",
                    "被发现的改动不足百分之 N 时，退出码为 1",
                ),
            ),
            FORMAT,
        ],
    },
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
        name: "fmt",
        about: (
            "Lay policies out in one way, in English or Chinese keywords",
            "统一方案的版式，并可在中英文关键词之间转换",
        ),
        usage: (
            "dabiao fmt PATH… [--check] [--lang LANG]",
            "dabiao fmt 路径… [--check] [--lang 语言]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao fmt plan.dabiao\n\
             \x20 dabiao fmt plan/ --check             change nothing, exit with 1 where something would\n\
             \x20 dabiao fmt plan.dabiao --lang zh     the same policy in Chinese keywords\n\
             \x20 dabiao fmt - < plan.dabiao           standard input to standard output\n\n\
             A file with syntax errors is reported and left alone.",
            "示例：\n\
             \x20 dabiao fmt 方案.dabiao\n\
             \x20 dabiao fmt 方案/ --check             不改动文件，有差异时退出码为 1\n\
             \x20 dabiao fmt 方案.dabiao --lang en     换成英文关键词\n\
             \x20 dabiao fmt - < 方案.dabiao           从标准输入到标准输出\n\n\
             有语法错误的文件只报告，不改动。",
        ),
        arguments: &[
            (
                "path",
                ("PATH", "路径"),
                (
                    "Files or folders of .dabiao files; - for standard input",
                    ".dabiao 文件或其文件夹；- 表示标准输入",
                ),
            ),
            (
                "check",
                ("", ""),
                (
                    "Show the differences and change nothing",
                    "只显示差异，不改动文件",
                ),
            ),
            (
                "lang",
                ("LANG", "语言"),
                (
                    "Write the keywords in this language: zh or en (default: the file's own)",
                    "关键词所用的语言：zh 或 en（默认与文件一致）",
                ),
            ),
        ],
    },
    Entry {
        name: "due",
        about: (
            "The last day of a limit, and each day it passed over",
            "计算时限的最后一日，并列出跳过的日子",
        ),
        usage: (
            "dabiao due START LIMIT [--basis BASIS] [--before] [--count-start]",
            "dabiao due 起算日 时限 [--basis 方式] [--before] [--count-start]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao due 2025-01-20 \"7 working days\"                  2025-02-05, over the Spring Festival\n\
             \x20 dabiao due 2025-09-24 \"10 days\" --basis civil-code      moved over the National Day\n\
             \x20 dabiao due 2025-01-31 \"1 month\" --basis plain           the month's last day\n\
             \x20 dabiao due 2025-09-24 \"1 month\" --before                at the latest\n\
             \x20 dabiao due 2025-01-20 7个工作日 --format json\n\n\
             The day of the event is not counted unless --count-start is given.",
            "示例：\n\
             \x20 dabiao due 2025-01-20 7个工作日                          2025-02-05，跨春节\n\
             \x20 dabiao due 2025-09-24 10日 --basis civil-code            遇国庆节顺延\n\
             \x20 dabiao due 2025-01-31 1个月 --basis plain                当月最后一日\n\
             \x20 dabiao due 2025-09-24 1个月 --before                     最迟的日期\n\
             \x20 dabiao due 2025-01-20 7个工作日 --format json\n\n\
             起算当日不计入，除非写明 --count-start。",
        ),
        arguments: &[
            (
                "start",
                ("START", "起算日"),
                (
                    "The day of the event: 2025-01-20",
                    "事件发生之日：2025-01-20",
                ),
            ),
            (
                "limit",
                ("LIMIT", "时限"),
                (
                    "How long: \"7 working days\", \"10 days\", \"1 month\", 7个工作日",
                    "时限长短：7个工作日、10日、1个月、24小时",
                ),
            ),
            (
                "calendar",
                ("CALENDAR", "日历"),
                (
                    "Whose working days: china (default)",
                    "工作日历：china（默认）或 中国",
                ),
            ),
            (
                "basis",
                ("BASIS", "方式"),
                (
                    "civil-code (a last day off moves on), plain (it never moves), or working-days",
                    "civil-code（末日为休息日则顺延）、plain（不顺延）或 working-days（按工作日）",
                ),
            ),
            (
                "before",
                ("", ""),
                (
                    "Count backwards: at least so long before START",
                    "向前倒算：在起算日之前至少这么久",
                ),
            ),
            (
                "count_start",
                ("", ""),
                ("Count the day of the event itself", "起算当日计入"),
            ),
            FORMAT,
        ],
    },
    Entry {
        name: "test",
        about: ("Run the tests that stand in a policy", "运行方案中的测试"),
        usage: (
            "dabiao test POLICY… [--filter NAME] [--coverage [--threshold N]] [--min-coverage N] [--format FORMAT]\n\
             \x20      dabiao test POLICY --boundaries [-o FILE [--force]]",
            "dabiao test 方案… [--filter 名称] [--coverage [--threshold N]] [--min-coverage N] [--format 格式]\n\
             \x20     dabiao test 方案 --boundaries [-o 文件 [--force]]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao test plan.dabiao\n\
             \x20 dabiao test examples/*                  each folder is a policy of its own\n\
             \x20 dabiao test plan.dabiao --filter threshold --format json\n\
             \x20 dabiao test plan/ --boundaries -o plan/boundaries.dabiao\n\n\
             Exit codes: 0 every test passed; 1 one failed, or too little is tested; 2 it could not run.",
            "示例：\n\
             \x20 dabiao test 方案.dabiao\n\
             \x20 dabiao test examples/*                  每个文件夹是一个方案\n\
             \x20 dabiao test 方案.dabiao --filter 门槛 --format json\n\
             \x20 dabiao test 方案/ --boundaries -o 方案/boundaries.dabiao\n\n\
             退出码：0 全部通过；1 有失败，或测试覆盖不足；2 无法运行。",
        ),
        arguments: &[
            ("policy", POLICY, POLICY_HELP),
            (
                "filter",
                ("NAME", "名称"),
                (
                    "Only tests whose name contains this",
                    "只运行名称含有此文字的测试",
                ),
            ),
            (
                "min_coverage",
                ("N", "N"),
                (
                    "Exit with 1 if tests name fewer than N% of targets, milestones, checks, tiers, steps and parts of scores",
                    "测试涉及的目标、节点、核验、预警、督办步骤与评分项不足 N% 时，退出码为 1",
                ),
            ),
            (
                "coverage",
                ("", ""),
                (
                    "Show which comparisons the tests have seen met, unmet, without data and at the threshold",
                    "列出测试见到各处比较达标、未达标、缺报、恰为门槛的情况",
                ),
            ),
            (
                "threshold",
                ("N", "N"),
                (
                    "With --coverage: exit with 1 if fewer than N% of these were seen",
                    "与 --coverage 同用：见到的不足 N% 时，退出码为 1",
                ),
            ),
            (
                "boundaries",
                ("", ""),
                (
                    "Write tests at, below and above each threshold and around each limit and day, instead of running any",
                    "不运行测试，而是写出每个阈值上下、每个时限与期限前后的测试",
                ),
            ),
            (
                "output",
                ("FILE", "文件"),
                (
                    "Write them to this file, or to boundaries.dabiao in this folder",
                    "写入此文件，或此文件夹中的 boundaries.dabiao",
                ),
            ),
            (
                "force",
                ("", ""),
                (
                    "Replace a file that says something else",
                    "文件已有其他内容时也替换",
                ),
            ),
            TEST_FORMAT,
        ],
    },
    Entry {
        name: "help",
        about: (
            "Show this help, or that of a command",
            "显示帮助，或某个命令的帮助",
        ),
        usage: ("dabiao help [COMMAND]", "dabiao help [命令]"),
        examples: (
            "Example:\n\x20 dabiao help evaluate",
            "示例：\n\x20 dabiao help evaluate",
        ),
        arguments: &[(
            "command",
            ("COMMAND", "命令"),
            (
                "The command, as `dabiao --help` lists them",
                "命令名称，见 `dabiao --help`",
            ),
        )],
    },
];
