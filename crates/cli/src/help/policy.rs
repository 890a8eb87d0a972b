//! The help texts of what looks at policies, and writes them.

use super::Entry;
use super::arguments::{
    ALLOW, AS_OF, CHECK_FORMAT, DATA, DENY, ENCODING, FORMAT, POLICY, POLICY_HELP, WARN,
};

pub(super) const ENTRIES: &[Entry] = &[
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
                    "Also read these data, and tell what is wrong with them alone, of figures that nobody submits and of shares of a few cases",
                    "同时读取这些数据，指出数据自身的问题、从未报送的指标和分母过小的占比",
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
];
