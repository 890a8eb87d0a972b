//! Codes of the syntax: what cannot be read, and spellings of other languages.

super::codes! {
    UNEXPECTED = "S0001" "unexpected-text" Error {
        message: "expected {expected}, found {found}", "此处应为{expected}，实为{found}";
        help: "{remedy}", "{remedy}";
        why: "The line cannot be read from this place on. What could stand here is named in the message.",
             "从此处起无法读懂本行。此处可以写什么，消息中已列出。";
        wrong: "target 1: SME share 80%\n";
        right: "target 1: SME share ≥ 80%\n";
    }
    UNKNOWN_ITEM = "S0002" "unknown-item" Error {
        message: "no item starts with `{word}`", "没有以“{word}”开头的条目";
        help: "{hint}", "{hint}";
        why: "A line that starts in the first column starts an item, and an item starts with its keyword. Clauses of an item are indented.",
             "顶格书写的行是条目的开头，须以条目关键词起首；条目的子句须缩进。";
        wrong: "traget 1: SME share ≥ 80%\n";
        right: "target 1: SME share ≥ 80%\n";
    }
    CLAUSE_WITHOUT_ITEM = "S0004" "clause-without-item" Error {
        message: "an indented line stands under no item", "缩进行不属于任何条目";
        help: "start the item in the first column", "条目请顶格书写";
        why: "An indented line is a clause of the item above it, and there is none above this one.",
             "缩进行是其上条目的子句，而此行之上没有条目。";
        wrong: "  lead 州财政局\n";
        right: "task 6\n  lead 州财政局\n";
    }
    UNCLOSED_QUOTE = "S0005" "unclosed-quote" Error {
        message: "the quote opened here is not closed on its line", "此处的引号在本行内没有闭合";
        help: "close it with `{close}`", "请以“{close}”闭合";
        why: "A quoted name or text ends on the line it starts on, so that one missing mark spoils one line only.",
             "引号内的名称或文字须在同一行结束，这样漏写一个引号只影响一行。";
        wrong: "policy \"Plan 2025\n";
        right: "policy \"Plan 2025\"\n";
    }
    UNCLOSED_BRACKET = "S0006" "unclosed-bracket" Error {
        message: "the bracket opened here is not closed", "此处的括号没有闭合";
        help: "close it with `)`", "请以“）”闭合";
        why: "Each bracket is closed before the end of its clause, or before the `;` that ends it.",
             "括号须在本子句结束之前（或分号之前）闭合。";
        wrong: "target 1: (a + b ≥ 3\n";
        right: "target 1: (a + b) ≥ 3\n";
    }
    UNOPENED_BRACKET = "S0007" "unopened-bracket" Error {
        message: "this bracket closes nothing", "此括号没有对应的左括号";
        help: "take it out, or open it before", "请删去，或在前面补上左括号";
        why: "Each closing bracket needs an opening one before it in the same clause.",
             "每个右括号在同一子句中须有对应的左括号。";
        wrong: "target 1: a + b) ≥ 3\n";
        right: "target 1: (a + b) ≥ 3\n";
    }
    MISSING_COLON = "S0008" "missing-colon" Error {
        message: "a colon is missing behind `{head}`", "“{head}”之后缺少冒号";
        help: "write `{head}: …`", "请写作“{head}：……”";
        why: "The colon parts the id and title of a target or check from its condition; without it the first word of the condition is taken for the id.",
             "冒号把目标、核验的编号和标题与条件分开；没有冒号，条件的第一个词会被当作编号。";
        wrong: "target 6.1 SME share ≥ 80%\n";
        right: "target 6.1: SME share ≥ 80%\n";
    }
    FOREIGN_OPERATOR = "S0009" "foreign-operator" Error {
        message: "`{found}` is written `{right}` here", "“{found}”在此应写作“{right}”";
        help: "write `{right}`", "请写“{right}”";
        why: "The sign comes from another language, or stands twice. It is read as the one meant, so that the rest of the policy is checked, but it is not kept.",
             "该符号来自其他语言，或重复书写。为继续检查其余内容，已按其本意读取，但不予保留。";
        wrong: "target 1: SME share => 80%\n";
        right: "target 1: SME share ≥ 80%\n";
    }
    PERCENT_IN_WORDS = "S0010" "percent-in-words" Warning {
        message: "`percent` is written `%`", "“percent”请写作“%”";
        help: "write `{right}`", "请写“{right}”";
        why: "One spelling for one unit: `80%` is a ratio, `2 points` a difference of ratios. `percent` in words invites mixing the two.",
             "一个单位一种写法：80%是比率，2个百分点是比率之差；写成“percent”容易混淆两者。";
        wrong: "target 1: SME share ≥ 80 percent\n";
        right: "target 1: SME share ≥ 80%\n";
    }
    STRAY_IS = "S0011" "stray-is" Error {
        message: "`{found}` does not stand before a comparison of figures", "比较数值时不用“{found}”";
        help: "write `{right}`", "请写“{right}”";
        why: "`is` compares a word or yes/no of a case, as in `where electronic is yes`. Figures are compared by a sign or its words.",
             "“为”用于比较个案的文字或是否，如“电子化 为 是”；数值用符号或比较词比较。";
        wrong: "target 1: SME share is at least 80%\n";
        right: "target 1: SME share at least 80%\n";
    }
    BOUND_TWICE = "S0012" "bound-twice" Warning {
        message: "`{found}` says again what the comparison says", "“{found}”与比较符重复";
        help: "take `{found}` out", "请删去“{found}”";
        why: "`≥ 80%以上` says at least twice. It is read as `≥ 80%`.",
             "“≥80%以上”把“至少”说了两遍，按“≥80%”读取。";
        wrong: "target 1: SME share ≥80%以上\n";
        right: "target 1: SME share ≥80%\n";
    }
    BOUND_DOES_NOT_FIT = "S0013" "bound-does-not-fit" Error {
        message: "`{found}` does not fit here", "“{found}”用在此处不当";
        help: "write the bound as one comparison: `≥ N` or `≤ N`", "请把界限写成一个比较：≥ N 或 ≤ N";
        why: "以上 means at least and 以下, 以内 mean at most. Beside a comparison of the other sense, or without any, it leaves open what is meant.",
             "“以上”指不低于，“以下”“以内”指不高于；与相反的比较符连用，或没有比较符，含义不明。";
        wrong: "target 1: SME share ≤ 80%以上\n";
        right: "target 1: SME share ≥ 80%\n";
    }
    CHAINED_COMPARISON = "S0014" "chained-comparison" Error {
        message: "a second comparison stands in the same condition", "同一条件中出现第二个比较";
        help: "join two comparisons by `and`, or write `between A and B`", "请用“且”连接两个比较，或写“介于 A 和 B 之间”";
        why: "`a < b < c` has no meaning of its own here: each condition compares two values.",
             "“a < b < c”在此没有意义：一个条件只比较两个值。";
        wrong: "target 1: 10 < rate < 20\n";
        right: "target 1: rate between 10 and 20\n";
    }
    NOT_A_CONDITION = "S0015" "not-a-condition" Error {
        message: "a condition is needed, and this is only a value", "此处需要条件，而这只是一个值";
        help: "compare it with something: `… ≥ 80%`", "请与某值比较：…… ≥ 80%";
        why: "A target holds or does not hold. A number or a sum does neither until it is compared; only a yes/no figure stands alone.",
             "目标要么达成要么未达成。数值或算式须经比较才有真假；只有是否型指标可以单独成立。";
        wrong: "target 1: a + b\n";
        right: "target 1: a + b ≥ 3\n";
    }
    NOT_A_VALUE = "S0016" "not-a-value" Error {
        message: "a value is needed, and this is a condition", "此处需要值，而这是一个条件";
        help: "take the comparison out of the arithmetic", "请把比较移出算式";
        why: "Only values are added, compared and divided. A condition is joined by `and`, `or`, `not`.",
             "只有值才能加减乘除和比较；条件用“且”“或”“非”连接。";
        wrong: "target 1: (a ≥ 3) + b ≥ 4\n";
        right: "target 1: a ≥ 3 and b ≥ 4\n";
    }
    UNKNOWN_CLAUSE = "S0017" "unknown-clause" Error {
        message: "`{word}` starts no clause of `{item}`", "“{item}”没有以“{word}”开头的子句";
        help: "{hint}", "{hint}";
        why: "Each item has its own clauses. One that stands under the wrong item, or is misspelt, would silently do nothing.",
             "每种条目有各自的子句。写错地方或写错字的子句若被放过，就会悄悄失效。";
        wrong: "target 1: a ≥ 3\n  leed 州财政局\n";
        right: "target 1: a ≥ 3\n  lead 州财政局\n";
    }
    LIST_NOT_HERE = "S0018" "list-not-here" Error {
        message: "a list entry does not stand here", "此处不能有列表项";
        help: "lists stand under `metrics`, `all of:`, `any of:`, and under a target that names a metric only",
              "列表用于“指标表”“同时满足：”“满足其一：”，以及只写了指标的目标之下";
        why: "A line that starts with `- ` is an entry of the item's list, and this item has none.",
             "以“- ”开头的行是条目的列表项，而本条目没有列表。";
        wrong: "target 1: a ≥ 3\n  - 市区 ≥ 40%\n";
        right: "target 1: a\n  - 市区 ≥ 40%\n";
    }
    MISSING_LIST = "S0019" "missing-list" Error {
        message: "the list of `{head}` is missing", "“{head}”缺少列表";
        help: "add lines that start with `- ` below", "请在下面添加以“- ”开头的行";
        why: "Without an entry there is nothing to judge, and an empty `all of` would hold always.",
             "没有列表项就无可评判，空的“同时满足”会永远成立。";
        wrong: "target 1: all of:\n  lead 州财政局\n";
        right: "target 1: all of:\n  - a ≥ 3\n  lead 州财政局\n";
    }
    NO_SUCH_DATE = "S0020" "no-such-date" Error {
        message: "there is no such date: {found}", "没有这样的日期：{found}";
        help: "write a date such as 2025-12-31, 2025-12, 2025Q4 or 2025", "请写 2025-12-31、2025年12月、2025年四季度 或 2025年";
        why: "The form is that of a date, but the calendar has no such day, month or quarter.",
             "写法像日期，但历法中没有这一天、月或季度。";
        wrong: "policy \"Plan\"\n  issued 2025-02-30\n";
        right: "policy \"Plan\"\n  issued 2025-02-28\n";
    }
    BAD_NUMBER = "S0021" "bad-number" Error {
        message: "`{found}` is no number that can be read", "“{found}”不是可读的数";
        help: "a comma groups three digits, and a number has at most 36 digits", "逗号每三位一组，数字最多36位";
        why: "Numbers are kept exactly as written, which sets a limit to their length.",
             "数字按原样精确保存，因此长度有上限。";
        wrong: "target 1: a ≥ 1234567890123456789012345678901234567890\n";
        right: "target 1: a ≥ 123456789012345678901234567890\n";
    }
    NOTE_WITHOUT_REASON = "S0022" "note-without-reason" Error {
        message: "the note does not say why the clause is no rule", "说明没有写明该条款为何不成规则";
        help: "add `because \"…\"`", "请加上：理由 “……”";
        why: "A note records that a clause of the document is deliberately no rule. Its reason is what a reader needs.",
             "“说明”记录文件中有意不成规则的条款，读者需要的正是理由。";
        wrong: "note 0.3 \"slogan\"\n";
        right: "note 0.3 \"slogan\" because \"no figure to check\"\n";
    }
    KEYWORD_IN_NAME = "S0023" "keyword-in-name" Warning {
        message: "the name `{name}` contains `{word}`, which is read as a part of it", "名称“{name}”中含有“{word}”，已作为名称的一部分";
        help: "set `{word}` apart by blanks if it is meant as a word of the language, or quote the name",
              "若“{word}”是关键词，请在其两侧加空格；若确是名称，请加引号";
        why: "Chinese words of the language count only where they stand apart. Glued into a name they are letters like any other.",
             "中文关键词只有单独成词才算数；与名称连写时只是普通的字。";
        wrong: "目标 1：在办积案清零\n";
        right: "目标 1：在办积案 清零\n";
    }
    NEGATION_NOT_HERE = "S0024" "negation-not-here" Error {
        message: "`{found}` does not stand here", "“{found}”不能用在此处";
        help: "write it at the start of the condition it denies: `not a ≥ b`", "请写在所否定的条件之前：非 a ≥ b";
        why: "`not` denies a whole condition; inside arithmetic it denies nothing.",
             "“非”否定整个条件，用在算式之中没有意义。";
        wrong: "target 1: a ≥ not b\n";
        right: "target 1: not a ≥ b\n";
    }
    WORD_IN_NAME = "S0025" "word-in-name" Error {
        message: "`{word}` cannot stand inside a name without quotes", "“{word}”一词不能直接写在名称里";
        help: "{remedy}", "{remedy}";
        why: "Words such as of, in, where and within lead on to what follows a name, so a name with one of them is read only in quotes.",
             "of、in、where、within 等词引出名称之后的内容，名称里含有这些词时须加引号才读得出来。";
        wrong: "metric cases of fraud in 件\n";
        right: "metric \"cases of fraud\" in 件\n";
    }
    NO_DABIAO = "S0026" "no-dabiao" Error {
        message: "no line of this file starts an item of Dabiao{looks}", "本文件没有一行是达标语言的条目{looks}";
        help: "a policy has lines such as `policy \"…\"`, `metric … in %` and `target 1: … ≥ 80%`", "方案由 `方案 “……”`、`指标 …… 单位 %`、`目标 1：…… ≥ 80%` 这样的行组成";
        why: "A file of another language or program is told of once, not once a line.",
             "其他语言或程序的文件只提示一次，不逐行报错。";
        wrong: "package procurement\n\ndefault allow := false\n\nallow if {\n\tinput.share >= 0.8\n}\n";
        right: "policy \"Procurement\"\nmetric share in %\ntarget 1: share ≥ 80%\n";
    }
    NEWER_LANGUAGE = "S0027" "newer-language" Error {
        message: "this file asks for language {asked}, and this dabiao reads up to {current}", "本文件要求语言 {asked} 版，本程序最高支持 {current} 版";
        help: "update dabiao; nothing else of the policy has been looked at", "请更新 dabiao；方案的其余内容没有检查";
        why: "What a later version of the language adds reads here as an error or, worse, as a part of a name. The line `language` is therefore seen first, and a file for a later version is told of once.",
             "后续版本新增的写法，在旧程序中会成为错误，甚至被当作名称的一部分。因此首先查看“语言”一行，要求更高版本的文件只提示这一次。";
        wrong: "policy \"Plan\"\n  language 0.9\nmetric share in %\ntarget 1: share ≥ 80% on a rainy day\n";
        right: "policy \"Plan\"\n  language 0.1\nmetric share in %\ntarget 1: share ≥ 80%\n";
    }
    OLDER_LANGUAGE = "S0028" "older-language" Warning {
        message: "there was no language {asked}: the first is {first}", "没有语言 {asked} 版：最早的是 {first} 版";
        help: "write `language {first}`; it is read as that", "请写 `语言 {first}`；现按该版读取";
        why: "A file of an older version may mean something else by the same words, and what has changed since would stand here: 0.1 is the first version, and nothing has changed yet.",
             "旧版文件中同样的写法可能另有含义，此后的变化将列于此处：0.1 是第一版，尚无变化。";
        wrong: "policy \"Plan\"\n  language 0.0\nmetric share in %\ntarget 1: share ≥ 80%\n";
        right: "policy \"Plan\"\n  language 0.1\nmetric share in %\ntarget 1: share ≥ 80%\n";
    }
    FILE_TOO_LARGE = "S0030" "file-too-large" Error {
        message: "the file has {found} bytes, more than {limit}", "文件有{found}字节，超过{limit}字节的上限";
        help: "split the policy into several files, or raise the limit", "请把方案分成几个文件，或提高上限";
        why: "A limit on the size of a file keeps time and memory bounded. Nothing of the file is read.",
             "限制文件大小是为了控制时间和内存。该文件完全未读取。";
        wrong: "";
        right: "";
    }
    TOO_MANY_ITEMS = "S0031" "too-many-items" Error {
        message: "the file has more than {limit} {what}", "文件的{what}超过{limit}的上限";
        help: "split the policy into several files, or raise the limit", "请把方案分成几个文件，或提高上限";
        why: "A limit on lines and items keeps time and memory bounded. What comes after is not read.",
             "限制行数和条目数是为了控制时间和内存。其后的内容未读取。";
        wrong: "";
        right: "";
    }
    TOO_DEEP = "S0032" "too-deep" Error {
        message: "brackets or negations are nested deeper than {limit}", "括号或否定的嵌套超过{limit}层";
        help: "split the condition, or give a part of it a name as a metric", "请拆分条件，或把其中一部分定义为指标";
        why: "A limit on nesting keeps the reading of any text, even a hostile one, within the machine's bounds.",
             "限制嵌套层数，使任何文本（包括恶意文本）都能在机器能力之内读取。";
        wrong: "";
        right: "";
    }
    LINE_TOO_LONG = "S0033" "line-too-long" Error {
        message: "the line has {found} bytes with its continuations, more than {limit}", "本行连同续行有{found}字节，超过{limit}字节的上限";
        help: "split it into several clauses or items", "请拆成几个子句或条目";
        why: "A limit on the length of a line keeps the time for any text proportional to its size.",
             "限制行长，使读取任何文本的时间与其大小成正比。";
        wrong: "";
        right: "";
    }
    TOO_MANY_PARTS = "S0034" "too-many-parts" Error {
        message: "the condition or sum has more than {limit} parts", "条件或算式超过{limit}个组成部分";
        help: "give a part of it a name as a metric", "请把其中一部分定义为指标";
        why: "A limit on the parts of a formula keeps the tree shallow enough for every later step.",
             "限制算式的组成部分，使后续各步处理的树不至过深。";
        wrong: "";
        right: "";
    }
    NO_STEPS = "S0070" "no-steps" Error {
        message: "the escalation has no steps", "督办没有写明措施";
        help: "write below it, for example: after 1 miss remind by the supervision office", "请在其下写明，例如：1次未达标，由 督查室 提醒";
        why: "An escalation says what follows a miss; one without steps follows nothing up.",
             "督办写明未达标之后采取什么措施；没有措施的督办什么也不会发生。";
        wrong: "policy \"Plan\"\nescalation for all targets, each quarter\n";
        right: "policy \"Plan\"\nentity office: department\nescalation for all targets, each quarter\n  after 1 miss remind by office\n";
    }
    VAGUE_WORD = "S0080" "vague-word" Error {
        message: "`{word}` names no figure to compare with", "“{word}”没有给出可比较的数值";
        help: "{remedy}", "{remedy}";
        why: "People read the word in more than one way, and a verdict must come out the same for all of them. The language has a spelling for each reading; which one is meant is for the author to say.",
             "这类用词各人理解不同，而结论必须对所有人一致。每种理解都有相应写法，取哪一种须由作者写明。";
        wrong: "target 1: SME share close to 80%\n";
        right: "target 1: SME share ≥ 78%\n";
    }
    TOO_MANY_DOUBLINGS = "S0090" "too-many-doublings" Error {
        message: "a figure doubles once to 60 times", "翻番次数应在1至60之间";
        help: "`doubles twice` is four times as much, not twice", "“翻两番”即为原来的4倍，不是2倍";
        why: "What doubles 60 times is a million million million times as much: the number was meant otherwise.",
             "翻60番已是百亿亿倍，数字多半另有所指。";
        wrong: "policy \"Plan\"\nmetric firms in 家, per year, stock\ntarget: firms doubles 100 times since 2021";
        right: "policy \"Plan\"\nmetric firms in 家, per year, stock\ntarget: firms doubles 2 times since 2021";
    }
    NARROWS_WITHOUT_GAP = "S0091" "narrows-without-gap" Error {
        message: "only a gap narrows", "只有差距才能缩小";
        help: "`gap of … to …` narrows; a figure `improves`", "写“与……差距 较上年缩小”；指标本身写“较上年改善”";
        why: "A gap to a benchmark narrows by coming nearer to it. Of a figure the word does not say which way is better.",
             "与标杆的差距缩小，是指向标杆靠近。用于指标本身，则看不出哪个方向更好。";
        wrong: "policy \"Plan\"\nmetric score in marks, per year\n  better higher\ntarget: score narrows";
        right: "policy \"Plan\"\nmetric score in marks, per year\n  better higher\n  benchmark province best 95 marks\ntarget: gap of score to province best narrows";
    }
}
