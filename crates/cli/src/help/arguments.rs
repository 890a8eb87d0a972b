//! The help texts of arguments that several commands have.

use super::Pair;

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
pub(super) const CHECK_FORMAT: (&str, Pair, Pair) = (
    "format",
    ("FORMAT", "格式"),
    (
        "text for people (default); json, sarif, junit or github (annotations) for programs",
        "text 供人阅读（默认）；json、sarif、junit、github（批注）供程序读取",
    ),
);
pub(super) const TEST_FORMAT: (&str, Pair, Pair) = (
    "format",
    ("FORMAT", "格式"),
    (
        "text for people (default); json, junit or github (annotations) for programs",
        "text 供人阅读（默认）；json、junit、github（批注）供程序读取",
    ),
);
pub(super) const DENY: (&str, Pair, Pair) = (
    "deny",
    ("CODE", "代码"),
    (
        "Codes or names that are errors in this run; warnings for all of them",
        "本次按错误处理的代码或名称；warnings 指全部警告",
    ),
);
pub(super) const WARN: (&str, Pair, Pair) = (
    "warn",
    ("CODE", "代码"),
    (
        "Codes or names that are warnings in this run",
        "本次按警告处理的代码或名称",
    ),
);
pub(super) const ALLOW: (&str, Pair, Pair) = (
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
