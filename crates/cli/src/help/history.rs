//! The help texts of what keeps, replays, seals and verifies.

use super::arguments::{AS_OF, DATA, ENCODING, FORMAT, POLICY, POLICY_HELP};
use super::{Entry, Pair};

const HISTORY: (&str, Pair, Pair) = (
    "history",
    ("HISTORY", "档案"),
    ("The file that the history is kept in", "存放档案的文件"),
);
const BY: (&str, Pair, Pair) = ("by", ("NAME", "单位"), ("Who makes the entry", "由谁办理"));
const AT: (&str, Pair, Pair) = (
    "at",
    ("TIME", "时间"),
    (
        "When: a day, or a time as `2025-04-08 09:30` (default: now)",
        "何时办理：日期，或如 `2025-04-08 09:30`（默认为现在）",
    ),
);

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "submit",
        about: (
            "Keep files of data in a history, with who and when",
            "将报送的数据存入档案，记下单位和时间",
        ),
        usage: (
            "dabiao submit HISTORY --data PATH… --by NAME [OPTIONS]",
            "dabiao submit 档案 --data 路径… --by 单位 [选项]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao submit plan.history --data q1.csv --by \"Linxia county\"\n\
             \x20 dabiao submit plan.history --data q1-mended.csv --by \"Linxia county\" --corrects 1 --because \"a contract was counted twice\"\n\
             \x20 dabiao submit plan.history --withdraws 2 --by \"Linxia county\" --because \"figures of another county\"\n\n\
             Nothing in a history is overwritten: what is corrected or withdrawn stays, and no longer counts.",
            "示例：\n\
             \x20 dabiao submit 方案.history --data 一季度.csv --by 临夏县\n\
             \x20 dabiao submit 方案.history --data 一季度改.csv --by 临夏县 --corrects 1 --because 一份合同重复计入\n\
             \x20 dabiao submit 方案.history --withdraws 2 --by 临夏县 --because 误报他县数据\n\n\
             档案只增不改：被更正或撤回的报送仍保留，但不再参与评价。",
        ),
        arguments: &[
            HISTORY,
            DATA,
            ENCODING,
            BY,
            AT,
            (
                "corrects",
                ("N", "编号"),
                (
                    "The submission that this one takes the place of",
                    "本次报送所更正的报送编号",
                ),
            ),
            (
                "withdraws",
                ("N", "编号"),
                (
                    "The submission that is taken back, with nothing in its place",
                    "撤回的报送编号，不另报送",
                ),
            ),
            (
                "because",
                ("TEXT", "原因"),
                ("Why it is corrected or withdrawn", "更正或撤回的原因"),
            ),
        ],
    },
    Entry {
        name: "assess",
        about: (
            "Evaluate what a history holds, and keep the verdicts",
            "评价档案中的报送，并将结论存入档案",
        ),
        usage: (
            "dabiao assess HISTORY POLICY --as-of DATE --by NAME [OPTIONS]",
            "dabiao assess 档案 方案 --as-of 日期 --by 单位 [选项]",
        ),
        examples: (
            "Example:\n\
             \x20 dabiao assess plan.history plan/ --as-of 2025-04-30 --by \"the prefecture\"\n\n\
             It rests on every submission that nothing corrects, and says which verdicts turned since the one before.",
            "示例：\n\
             \x20 dabiao assess 方案.history 方案/ --as-of 2025-04-30 --by 州政府办\n\n\
             依据所有未被更正的报送，并列出与上次相比有变化的结论。",
        ),
        arguments: &[
            HISTORY,
            ("policy", POLICY, POLICY_HELP),
            AS_OF,
            BY,
            AT,
            FORMAT,
        ],
    },
    Entry {
        name: "history",
        about: (
            "List a history, follow a target through it, export or import it",
            "列出档案，查看目标的历次结论，导出或导入档案",
        ),
        usage: (
            "dabiao history HISTORY [OPTIONS]",
            "dabiao history 档案 [选项]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao history plan.history\n\
             \x20 dabiao history plan.history --target 6.1 --entity Linxia\n\
             \x20 dabiao history plan.history --escalations\n\
             \x20 dabiao history plan.history --export plan.jsonl\n\
             \x20 dabiao history new.history --import plan.jsonl",
            "示例：\n\
             \x20 dabiao history 方案.history\n\
             \x20 dabiao history 方案.history --target 6.1 --entity 临夏县\n\
             \x20 dabiao history 方案.history --escalations\n\
             \x20 dabiao history 方案.history --export 档案.jsonl\n\
             \x20 dabiao history 新档案.history --import 档案.jsonl",
        ),
        arguments: &[
            HISTORY,
            (
                "target",
                ("TARGET", "目标"),
                (
                    "What this target came to, from one assessment to the next",
                    "该目标历次评价的结论",
                ),
            ),
            (
                "entity",
                ("ENTITY", "主体"),
                (
                    "Only the verdicts on this entity, or what followed for it",
                    "只列该主体的结论或督办",
                ),
            ),
            (
                "escalations",
                ("", ""),
                (
                    "Who stands on which step of each escalation, since when, and how it came to that",
                    "各督办中谁处于哪一步、自何时起、如何至此",
                ),
            ),
            (
                "export",
                ("FILE", "文件"),
                (
                    "Write everything into a new file, as lines of JSON",
                    "将全部内容写入新文件，每行一个 JSON",
                ),
            ),
            (
                "import",
                ("FILE", "文件"),
                (
                    "Begin this history from an exported file",
                    "由导出的文件新建此档案",
                ),
            ),
            FORMAT,
        ],
    },
    Entry {
        name: "replay",
        about: (
            "Make an assessment of a history again, and compare it to the byte",
            "重算档案中的一次评价，并逐字节比对",
        ),
        usage: (
            "dabiao replay HISTORY N [OPTIONS]",
            "dabiao replay 档案 编号 [选项]",
        ),
        examples: (
            "Examples:\n\
             \x20 dabiao replay plan.history 3\n\
             \x20 dabiao replay plan.history 3 --format json > verdicts.json",
            "示例：\n\
             \x20 dabiao replay 方案.history 3\n\
             \x20 dabiao replay 方案.history 3 --format json > 结论.json",
        ),
        arguments: &[
            HISTORY,
            (
                "assessment",
                ("N", "编号"),
                ("The number of the assessment", "评价的编号"),
            ),
            FORMAT,
        ],
    },
    Entry {
        name: "seal",
        about: (
            "Write policy, data, calendar and verdicts into one file that anyone can check",
            "将方案、数据、日历和结论封存为一个可供核验的文件",
        ),
        usage: (
            "dabiao seal POLICY --data PATH… --as-of DATE -o FILE",
            "dabiao seal 方案 --data 路径… --as-of 日期 -o 文件",
        ),
        examples: (
            "Example:\n\
             \x20 dabiao seal plan/ --data q2/ --as-of 2025-06-30 -o q2.seal\n\
             \x20 dabiao verify q2.seal",
            "示例：\n\
             \x20 dabiao seal 方案/ --data 二季度/ --as-of 2025-06-30 -o 二季度.seal\n\
             \x20 dabiao verify 二季度.seal",
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
                    "The file to write; it must not be there yet",
                    "要写入的文件，不得已存在",
                ),
            ),
        ],
    },
    Entry {
        name: "verify",
        about: (
            "Make the verdicts of a seal again and say which part differs",
            "重算封存件中的结论，指出哪一部分不一致",
        ),
        usage: (
            "dabiao verify SEAL [OPTIONS]",
            "dabiao verify 封存件 [选项]",
        ),
        examples: (
            "Example:\n\
             \x20 dabiao verify q2.seal\n\n\
             Exit code 1: something differs from what was sealed.",
            "示例：\n\
             \x20 dabiao verify 二季度.seal\n\n\
             退出码 1：有与封存时不一致之处。",
        ),
        arguments: &[
            (
                "seal",
                ("SEAL", "封存件"),
                ("The sealed file", "封存的文件"),
            ),
            FORMAT,
        ],
    },
];
