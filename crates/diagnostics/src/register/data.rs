//! Codes of submitted data: files and tables, figures, values and units, dates, cases, sign-offs.
//!
//! An example of this family is a file: its name on the first line, its text below.
super::codes! {
    UNKNOWN_FORMAT = "D0001" "unknown-format" Error {
        message: "{file} is not read: {reason}", "未读取 {file}：{reason}";
        help: "Save the table as a workbook (.xlsx) or as CSV in UTF-8, or give the data as JSON.", "请将表格另存为工作簿（.xlsx）或 UTF-8 编码的 CSV，或以 JSON 提供数据。";
        why: "Data are tables in workbooks, in CSV, in Parquet or in JSON, and which of them a file is, its name says.", "数据须为工作簿、CSV、Parquet 或 JSON 表格，由文件名后缀区分。";
        wrong: "figures.txt\nmetric,value\none-visit share,80";
        right: "figures.csv\nmetric,value\none-visit share,80";
    }
    UNKNOWN_TABLE = "D0002" "unknown-table" Error {
        message: "“{table}” is no table of this policy", "“{table}”不是本方案的数据表";
        help: "A table of figures has the headers `metric` and `value`; a table of cases bears the name of its record; sign-offs are in `signoffs`. {known}", "数值表须有表头“指标”和“数值”；台账以台账名称为文件名；销号表名为“销号”。{known}";
        why: "A table is recognised by its name or by its headers. One that is not recognised would count for nothing, and the figures in it would be missed.", "数据表按名称或表头识别。无法识别的表不会计入，其中的数据会被遗漏。";
        wrong: "contracts of march.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME";
        right: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME";
    }
    EMPTY_FILE = "D0003" "empty-file" Error {
        message: "the table has no header", "数据表没有表头";
        help: "Write the headers in the first line: `metric,entity,period,value`. If there were no cases, leave the headers and no rows.", "请在第一行写表头：“指标,主体,时期,数值”。若没有案件，保留表头、不填行即可。";
        why: "An empty file says nothing, not even that there was nothing to report.", "空文件不说明任何情况，也不等于“无事项可报”。";
        wrong: "contract.csv\n";
        right: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n";
    }
    WRONG_SEPARATOR = "D0004" "wrong-separator" Error {
        message: "the cells are separated by {separator} instead of commas", "单元格以{separator}分隔，而不是逗号";
        help: "Save the table with commas between the cells: `metric,entity,period,value`.", "请以半角逗号分隔单元格：“指标,主体,时期,数值”。";
        why: "With another separator each line is one single cell.", "使用其他分隔符时，每一行只是一个单元格。";
        wrong: "figures.csv\nmetric;value\none-visit share;80";
        right: "figures.csv\nmetric,value\none-visit share,80";
    }
    UNCLOSED_CELL = "D0005" "unclosed-cell" Error {
        message: "a quotation mark is opened in this row and never closed", "本行的引号没有闭合";
        help: "Close the cell with `\"`; a quotation mark inside a quoted cell is written twice: `\"\"`.", "请以英文双引号结束该单元格；单元格内的英文双引号要写两次：`\"\"`。";
        why: "Everything up to the end of the file would belong to that one cell.", "引号不闭合时，直到文件末尾的内容都会算作同一个单元格。";
        wrong: "figures.csv\nmetric,value,evidence\none-visit share,80,\"report\none-visit share,90,letter";
        right: "figures.csv\nmetric,value,evidence\none-visit share,80,\"report\"";
    }
    MALFORMED_JSON = "D0006" "malformed-json" Error {
        message: "this is not JSON: {reason}", "不是有效的 JSON：{reason}";
        help: "Look at this place and just before it: a comma, a bracket or a quotation mark is missing or too many.", "请检查此处及其前面：缺少或多出了逗号、括号或引号。";
        why: "A file that cannot be read to its end is not used in part.", "无法完整读取的文件不会部分采用。";
        wrong: "data.json\n{\"figures\": [{\"metric\": \"one-visit share\" \"value\": \"80\"}]}";
        right: "data.json\n{\"figures\": [{\"metric\": \"one-visit share\", \"value\": \"80\"}]}";
    }
    WRONG_SHAPE = "D0007" "wrong-shape" Error {
        message: "{found} stands here where {wanted} belongs", "此处应为{wanted}，实际是{found}";
        help: "The data are one object with the lists `figures` and `signoffs` and, in `records`, a list for each record; each row is an object of texts, numbers, true, false or null.", "数据应为一个对象，其中 `figures`、`signoffs` 为列表，`records` 内每个台账一个列表；每一行是一个对象，其值为文本、数字、true、false 或 null。";
        why: "What is nested otherwise has no place in a table.", "其他嵌套方式无法对应到数据表。";
        wrong: "data.json\n{\"figures\": {\"metric\": \"one-visit share\", \"value\": \"80\"}}";
        right: "data.json\n{\"figures\": [{\"metric\": \"one-visit share\", \"value\": \"80\"}]}";
    }
    SKIPPED_FILE = "D0008" "skipped-file" Note {
        message: "{file} is no workbook, CSV, Parquet or JSON file and is left out", "{file} 不是工作簿、CSV、Parquet 或 JSON 文件，已跳过";
        help: "If it holds data, save it as a workbook (.xlsx) or as CSV in UTF-8.", "若其中有数据，请另存为工作簿（.xlsx）或 UTF-8 编码的 CSV。";
        why: "Of a folder, the files that end in .xlsx, .xlsm, .xls, .ods, .csv, .parquet and .json are read.", "读取文件夹时，只读取以 .xlsx、.xlsm、.xls、.ods、.csv、.parquet 和 .json 结尾的文件。";
        wrong: "figures.docx\n";
        right: "figures.csv\nmetric,value\none-visit share,80";
    }
    MORE_FINDINGS = "D0009" "more-findings" Note {
        message: "{count} more findings are not shown", "另有 {count} 条问题未列出";
        help: "Put right those above and read the data again.", "请先改正以上问题，再重新读取数据。";
        why: "A list without end helps nobody; most of it has one cause.", "清单过长并无帮助，其中多数往往出于同一原因。";
        wrong: "figures.csv\nmetric,value\none-visit share,many\n(and a thousand more rows of the kind)";
        right: "figures.csv\nmetric,value\none-visit share,80";
    }
    MISSING_COLUMN = "D0010" "missing-column" Error {
        message: "the table has no column `{column}`", "数据表缺少“{column}”列";
        help: "Add the column `{column}`; its cells may stay empty where there is nothing to say. Until then the table is not used.", "请增加“{column}”列；没有内容的单元格可以留空。补齐之前，该表不予采用。";
        why: "A column that is not there is not the same as an empty cell: nobody has said that the event has not happened.", "缺少一列与单元格为空不同：没有人说明该事件尚未发生。";
        wrong: "signoffs.csv\nmilestone,date\n2,2025-03-01";
        right: "signoffs.csv\nmilestone,state,date\n2,done,2025-03-01";
    }
    UNKNOWN_COLUMN = "D0011" "unknown-column" Warning {
        message: "the column “{column}” is unknown, and its cells are ignored", "未知列“{column}”，其单元格不予采用";
        help: "{known}", "{known}";
        why: "A misspelt header would make all its cells vanish.", "表头写错会使整列数据丢失。";
        wrong: "figures.csv\nmetric,value,evidense\none-visit share,80,letter";
        right: "figures.csv\nmetric,value,evidence\none-visit share,80,letter";
    }
    REPEATED_COLUMN = "D0012" "repeated-column" Error {
        message: "the column `{column}` stands twice", "“{column}”列出现了两次";
        help: "Keep one of the two; a header in English and its Chinese form are the same column.", "请只保留一列；英文表头与对应的中文表头是同一列。";
        why: "Which of the two counts is not to be guessed.", "应以哪一列为准，不作猜测。";
        wrong: "figures.csv\nmetric,value,数值\none-visit share,80,90";
        right: "figures.csv\nmetric,value\none-visit share,80";
    }
    UNNAMED_COLUMN = "D0013" "unnamed-column" Warning {
        message: "this cell stands in a column without a header and is ignored", "该单元格所在列没有表头，不予采用";
        help: "Give the column a header, or take the cell out.", "请为该列填写表头，或删去该单元格。";
        why: "Without a header nobody can say what the cell means.", "没有表头，就无法知道该单元格的含义。";
        wrong: "figures.csv\nmetric,value,\none-visit share,80,90";
        right: "figures.csv\nmetric,value,\none-visit share,80,";
    }
    WRONG_CELL_COUNT = "D0014" "wrong-cell-count" Error {
        message: "the row has {found} cells, the header {wanted}", "本行有 {found} 个单元格，表头有 {wanted} 个";
        help: "Write one cell for each header, empty ones too. A cell that contains a comma stands in quotation marks: `\"1,304\"`.", "请为每个表头填写一个单元格，空的也要保留。含逗号的单元格须加英文双引号：`\"1,304\"`。";
        why: "From the first comma too many on, every cell would stand under the wrong header.", "自多出的逗号起，后面的单元格都会错位。";
        wrong: "figures.csv\nmetric,value,unit\nSME loans,1,304,万元";
        right: "figures.csv\nmetric,value,unit\nSME loans,\"1,304\",万元";
    }
    EMPTY_CELL = "D0015" "empty-cell" Error {
        message: "`{column}` is empty, but {reason}", "“{column}”为空，但{reason}";
        help: "{remedy}", "{remedy}";
        why: "Whose figure it is, and of when, is not guessed.", "数值属于谁、属于哪一时期，不作猜测。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,,2025Q1,80";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80";
    }
    HIDDEN_SHEET = "D0016" "hidden-sheet" Warning {
        message: "the hidden sheet “{sheet}” holds a table and is not read", "隐藏工作表“{sheet}”中有数据表，未读取";
        help: "Show the sheet if its figures are to count, or delete it.", "若其中的数据应当计入，请取消隐藏；否则请删除该工作表。";
        why: "What nobody sees when the workbook is opened, nobody has checked.", "打开工作簿时看不到的内容，不能视为经过核对。";
        wrong: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,80\n[hidden sheet contract]\nentity,awarded,signed,value,electronic,supplier";
        right: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,80";
    }
    SHEET_WITHOUT_TABLE = "D0017" "sheet-without-table" Note {
        message: "no table was found in the sheet “{sheet}”", "工作表“{sheet}”中未找到数据表";
        help: "If it holds data, it needs a row of headers that are known: `metric`, `entity`, `period`, `value`, or metrics, periods or entities of the policy side by side. Guidance may stand in a sheet called `guide`.", "若其中有数据，须有可识别的表头：“指标”“主体”“时期”“数值”，或并列的指标、时期、主体名称。填报说明可放在名为“填报说明”的工作表中。";
        why: "A sheet of remarks is no data, but a table whose headers are misspelt looks the same.", "说明性的工作表不是数据，但表头写错的数据表看起来与之相同。";
        wrong: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,80\n[sheet Sheet2]\nto be filled in by Friday";
        right: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,80\n[sheet guide]\nto be filled in by Friday";
    }
    BROKEN_WORKBOOK = "D0018" "broken-workbook" Error {
        message: "{file} cannot be opened as a workbook", "无法将 {file} 作为工作簿打开";
        help: "Open it in a spreadsheet program, take off a password if it has one, and save it as .xlsx.", "请用表格软件打开，如有密码请取消，然后另存为 .xlsx。";
        why: "A workbook that is damaged or locked is not used in part.", "损坏或加密的工作簿不会部分采用。";
        wrong: "figures.xlsx\n";
        right: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,80";
    }
    TOLD_ENCODING = "D0019" "told-encoding" Note {
        message: "{file} is not UTF-8 and is read as GB18030, in which it names “{name}”", "{file} 不是 UTF-8 编码，已按 GB18030 读取，其中有“{name}”";
        help: "Nothing needs doing if its texts are right. `--encoding gb18030` says so, `--encoding utf-8` insists on UTF-8.", "文字无误时无需处理。可用 `--encoding gb18030` 写明，或用 `--encoding utf-8` 坚持按 UTF-8 读取。";
        why: "A file in another encoding is read only if all of it is Chinese text in GB18030 and a cell is a header or name of the policy; that it was so is said, never assumed in silence.", "其他编码的文件，只有通篇是 GB18030 的中文、且有单元格是表头或方案中的名称时才读取，并予说明，不作默认。";
        wrong: "figures.csv
(in GB18030) 指标,数值
最多跑一次占比,80";
        right: "figures.csv
指标,数值
最多跑一次占比,80";
    }
    UNKNOWN_SUBMITTED_METRIC = "D0020" "unknown-submitted-metric" Error {
        message: "the policy has no metric “{metric}”", "方案中没有指标“{metric}”";
        help: "{known}", "{known}";
        why: "A figure of a metric that no rule knows would count for nothing.", "方案未声明的指标，其数值不会计入任何目标。";
        wrong: "figures.csv\nmetric,value\none-visit shares,80";
        right: "figures.csv\nmetric,value\none-visit share,80";
    }
    SUBMITTED_DERIVED_METRIC = "D0021" "submitted-derived-metric" Error {
        message: "“{metric}” is computed from other figures and is not submitted", "“{metric}”由其他数值计算得出，无需报送";
        help: "Take the row out. A rate as it was reported can be a metric of its own, compared in a `check`.", "请删去该行。若要核对报送的比率，可在方案中另设指标，用“核验”比较。";
        why: "Two values for one metric, one computed and one submitted, could contradict each other.", "同一指标既有计算值又有报送值时，二者可能相互矛盾。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME share,临夏县,2025Q1,80%";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80";
    }
    UNKNOWN_SUBMITTED_SEGMENT = "D0022" "unknown-submitted-segment" Error {
        message: "“{metric}” has no segment “{segment}”", "指标“{metric}”没有分项“{segment}”";
        help: "{known}", "{known}";
        why: "A figure belongs to one of the declared segments, or, with an empty cell, to the whole.", "数值应属于已声明的某一分项；单元格为空表示整体。";
        wrong: "figures.csv\nmetric,segment,period,value\n办电时间,中压,2022,2.5";
        right: "figures.csv\nmetric,segment,period,value\n办电时间,低压,2022,2.5";
    }
    UNKNOWN_SUBMITTED_ENTITY = "D0023" "unknown-submitted-entity" Error {
        message: "the policy has no entity “{entity}”", "方案中没有主体“{entity}”";
        help: "{known}", "{known}";
        why: "A figure of somebody whom the policy does not assess would count for nothing.", "方案未声明的主体，其数值不会计入任何目标。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏现,2025Q1,80";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80";
    }
    SUBMITTED_ENTITY_KIND = "D0024" "submitted-entity-kind" Error {
        message: "“{entity}” is of the kind {found}, but “{subject}” is per {wanted}", "“{entity}”属于“{found}”，而“{subject}”按“{wanted}”统计";
        help: "{remedy}", "{remedy}";
        why: "A figure belongs to those who are assessed by it, or to what they are part of.", "数值应属于被考核的主体或其上级。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,张掖市,2025Q1,80";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏州,2025Q1,80";
    }
    ENTITY_NOT_WANTED = "D0025" "entity-not-wanted" Error {
        message: "“{subject}” is not per entity, but “{entity}” is named", "“{subject}”不分主体，却填写了主体“{entity}”";
        help: "Leave the cell empty, or declare in the policy whom it is per.", "请将该单元格留空，或在方案中声明按何种主体统计。";
        why: "There is one figure for the whole policy; figures of several entities would overwrite each other.", "整个方案只有一个数值；多个主体的数值会互相覆盖。";
        wrong: "figures.csv\nmetric,entity,value\none-visit share,临夏县,80";
        right: "figures.csv\nmetric,entity,value\none-visit share,,80";
    }
    CELL_NOT_A_PERIOD = "D0026" "cell-not-a-period" Error {
        message: "“{period}” is no period: {reason}", "“{period}”不是有效的时期：{reason}";
        help: "Write `2025`, `2025H1`, `2025Q1`, `2025-03`, `2025-03-31`, or a window `2022-10 to 2023-09`.", "请写“2025年”“2025年上半年”“2025年一季度”“2025年3月”“2025-03-31”，或区间“2022-10 至 2023-09”。";
        why: "A figure counts for the period it belongs to.", "数值按其所属时期计入。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,Q1,80";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80";
    }
    SUBMITTED_SHORT_PERIOD = "D0027" "submitted-short-period" Error {
        message: "{period} is shorter than the {cadence} that “{metric}” is submitted for", "“{metric}”按{cadence}报送，而 {period} 不足一个{cadence}";
        help: "Submit the figure of the whole {cadence}: `{whole}`.", "请报送整个{cadence}的数值：“{whole}”。";
        why: "What was counted in a part of a period is not what was counted in the whole.", "一段时间内发生的数量，不等于整个时期的数量。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025-03,80";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80";
    }
    SUBMITTED_PARTIAL_PERIOD = "D0028" "submitted-partial-period" Error {
        message: "{period} does not consist of whole {cadence}s, as “{metric}” needs", "{period} 不是完整的若干个{cadence}，而“{metric}”按{cadence}统计";
        help: "Submit a figure for each {cadence}, the first of them `{whole}`, or for a span of whole ones.", "请分{cadence}报送（第一个为“{whole}”），或报送由完整{cadence}组成的区间。";
        why: "A part of a period cannot be told from the rest of it.", "无法从一个时期的数值中拆分出其中一段。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025-02 to 2025-07,80";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025-01 to 2025-06,80";
    }
    UNKNOWN_FIGURE_KIND = "D0029" "unknown-figure-kind" Error {
        message: "“{kind}” is no kind of figure", "“{kind}”不是有效的数值类别";
        help: "Leave the cell empty for an actual figure, or write `benchmark NAME` or `baseline`. {known}", "实际数值请将该单元格留空；否则写“标杆 名称”或“基期”。{known}";
        why: "A benchmark taken for an actual figure would be judged as an achievement.", "标杆值若被当作实际值，就会被误判为完成情况。";
        wrong: "figures.csv\nmetric,period,value,kind\n办电时间,2021,0.5,best";
        right: "figures.csv\nmetric,period,value,kind\n办电时间,2021,0.5,benchmark 全省最优";
    }
    UNKNOWN_SUBMITTED_BENCHMARK = "D0030" "unknown-submitted-benchmark" Error {
        message: "“{metric}” has no benchmark “{benchmark}”", "指标“{metric}”没有标杆“{benchmark}”";
        help: "{known}", "{known}";
        why: "Only a declared benchmark is compared with.", "只与方案中声明的标杆比较。";
        wrong: "figures.csv\nmetric,period,value,kind\n办电时间,2021,0.5,标杆 全国最优";
        right: "figures.csv\nmetric,period,value,kind\n办电时间,2021,0.5,标杆 全省最优";
    }
    SHEET_DISAGREES = "D0031" "sheet-disagrees" Error {
        message: "the sheet is called “{sheet}”, but this line above its headers says “{said}”", "工作表名为“{sheet}”，而表头上方此处写的是“{said}”";
        help: "Put the one that is wrong right, or name it in a column of the table; until then the sheet is not read.", "请更正其中有误的一处，或在表中设列逐行写明；在此之前，该工作表不予读取。";
        why: "Whose figures they are, and of which time, is not guessed: a copied sheet keeps the line of the other one.", "数值属于谁、属于哪一时期，不作猜测：复制的工作表往往还留着原表的说明。";
        wrong: "figures.xlsx\n[sheet 永靖县]\n填报单位：临夏县\n指标,时期,数值\n合同总金额,2025Q1,80";
        right: "figures.xlsx\n[sheet 永靖县]\n填报单位：永靖县\n指标,时期,数值\n合同总金额,2025Q1,80";
    }
    HEADERS_BELOW = "D0032" "headers-below" Error {
        message: "the headers stand in line {line}, and other lines above them", "表头在第 {line} 行，其上还有其他行";
        help: "Take out the lines above the headers, a title or `sep=,`, or hand the table in as a workbook, where titles may stand above them.", "请删去表头以上的各行（标题、`sep=,` 等），或以工作簿报送，工作簿的表头上方可以有标题。";
        why: "A CSV file is one table that begins with its headers. What a line above them says of the table is not guessed, and until it is gone the table is not used.", "CSV 文件是以表头开头的一张表。表头以上的文字对表中数值意味着什么，不作猜测；删去之前，该表不予采用。";
        wrong: "figures.csv\n2025年一季度报表,\nmetric,value\none-visit share,80";
        right: "figures.csv\nmetric,value\none-visit share,80";
    }
    CELL_NOT_A_NUMBER = "D0040" "cell-not-a-number" Error {
        message: "“{text}” is no number", "“{text}”不是数字";
        help: "Write digits: `1304`, `1,304`, `3.43亿`, `80%`; a bound `≥1100`, `1100余`; about `约683.23`; a range `110..180`.", "请写数字：“1304”“1,304”“3.43亿”“80%”；界限“≥1100”“1100余”；约数“约683.23”；范围“110..180”。";
        why: "A number is read digit by digit and never repaired.", "数字按所写逐位读取，不作修补。";
        wrong: "figures.csv\nmetric,value\none-visit share,many";
        right: "figures.csv\nmetric,value\none-visit share,80";
    }
    PLACEHOLDER = "D0041" "placeholder" Error {
        message: "“{text}” says neither a value nor that there is none", "“{text}”既不是数值，也没有说明未报送";
        help: "Leave the cell empty when nothing is submitted; write `0` when the value is zero.", "未报送请将单元格留空；数值为零请写“0”。";
        why: "Zero and missing lead to different verdicts.", "“零”与“缺报”会得出不同的结论。";
        wrong: "figures.csv\nmetric,value\none-visit share,暂无";
        right: "figures.csv\nmetric,value\none-visit share,0";
    }
    SHORTENED_NUMBER = "D0042" "shortened-number" Error {
        message: "“{text}” is a number that a spreadsheet has shortened", "“{text}”是被表格软件缩写的数字";
        help: "Format the column as a number or text with all its digits, and save again.", "请将该列设为显示全部位数的数字或文本格式，再重新保存。";
        why: "The digits that were cut off are lost, and the verdict may hang on them.", "被省略的位数已经丢失，而结论可能取决于这些位数。";
        wrong: "figures.csv\nmetric,value,unit\nSME loans,1.2E+08,元";
        right: "figures.csv\nmetric,value,unit\nSME loans,123456789.01,元";
    }
    CELL_LONG_NUMBER = "D0043" "cell-long-number" Error {
        message: "“{text}” has more than {limit} digits", "“{text}”超过 {limit} 位数字";
        help: "Write it in a larger unit, or with fewer decimals.", "请换用更大的单位，或减少小数位数。";
        why: "Numbers are kept exactly, and that has its limit.", "数字精确保存，位数有上限。";
        wrong: "figures.csv\nmetric,value\none-visit share,0.1234567890123456789012345678901234567";
        right: "figures.csv\nmetric,value\none-visit share,0.1234567890";
    }
    CELL_AMBIGUOUS_MULTIPLIER = "D0044" "cell-ambiguous-multiplier" Error {
        message: "“{text}” contains 万, 亿 or the like, and so does its unit {unit}", "“{text}”已含万、亿等，其单位“{unit}”也含万、亿等";
        help: "Write the plain number of {unit}, or the unit in full, such as `3.43亿元`.", "请写以“{unit}”计的数字，或写明完整单位，如“3.43亿元”。";
        why: "3.43亿 in a column of 万元 may mean two things, ten thousand times apart.", "单位为万元的一列中写“3.43亿”，可能有两种理解，相差一万倍。";
        wrong: "figures.csv\nmetric,value,unit\nSME loans,3.43亿,万元";
        right: "figures.csv\nmetric,value,unit\nSME loans,3.43亿,元";
    }
    CELL_REVERSED_RANGE = "D0045" "cell-reversed-range" Error {
        message: "the range “{text}” ends below its start", "范围“{text}”的上限小于下限";
        help: "Write the smaller number first: `110..180`.", "请先写较小的数：“110..180”。";
        why: "No number lies in such a range.", "没有数落在这样的范围内。";
        wrong: "figures.csv\nmetric,value\none-visit share,90..80";
        right: "figures.csv\nmetric,value\none-visit share,80..90";
    }
    CELL_NOT_EXACT = "D0046" "cell-not-exact" Error {
        message: "“{text}” is no exact number, as a case needs", "“{text}”不是确定的数字，而台账需要确定的数字";
        help: "Write the number itself, or leave the cell empty when it is not known.", "请写确定的数字；未知时将单元格留空。";
        why: "Cases are added up one by one; only a figure may be a bound, a range or an approximation.", "台账逐行汇总；只有数值表可以填写界限、范围或约数。";
        wrong: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,约80,yes,SME";
        right: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME";
    }
    SCALED_NUMBER = "D0047" "scaled-number" Error {
        message: "the cell holds {text}, but its format shows another number", "该单元格存的是 {text}，但格式显示的是另一个数";
        help: "Give the cell a plain number format, and write the number in the unit of its column.", "请将该单元格改为普通数字格式，并按该列的单位填写数值。";
        why: "A format may divide by thousands without a word: whether 12345 or the 12 that is seen was meant is not guessed.", "数字格式可以不加说明地按千、万缩小显示：究竟是 12345 还是所见的 12，不作猜测。";
        wrong: "figures.xlsx\n[sheet figures]\nmetric,value\nenterprises,12345 {0!.0000}";
        right: "figures.xlsx\n[sheet figures]\nmetric,value\nenterprises,12345 {0}";
    }
    CELL_FORMULA_ERROR = "D0048" "cell-formula-error" Error {
        message: "the formula of this cell gives the error {text}", "该单元格的公式出错：{text}";
        help: "Put the formula right, or write the value; leave the cell empty if there is none.", "请改正公式或直接填写数值；没有数值时请留空。";
        why: "An error is neither a number nor an empty cell.", "公式错误既不是数值，也不等于未报。";
        wrong: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,#DIV/0!";
        right: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,80";
    }
    FORMULA_WITHOUT_VALUE = "D0049" "formula-without-value" Error {
        message: "the formula of this cell was never calculated", "该单元格的公式尚未计算出结果";
        help: "Open the workbook in a spreadsheet program and save it again.", "请用表格软件打开该工作簿并重新保存。";
        why: "A program wrote the formula without its result, and the cell would pass for an empty one.", "由程序写入的公式没有附带结果，会被误认为空单元格。";
        wrong: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,=";
        right: "figures.xlsx\n[sheet figures]\nmetric,value\none-visit share,80";
    }
    UNKNOWN_SUBMITTED_UNIT = "D0050" "unknown-submitted-unit" Error {
        message: "there is no unit “{unit}”", "没有计量单位“{unit}”";
        help: "“{subject}” is in {wanted}.{known}", "“{subject}”的单位是“{wanted}”。{known}";
        why: "A number in an unknown unit cannot be compared.", "单位不明的数字无法比较。";
        wrong: "figures.csv\nmetric,value,unit\nSME loans,80,百元钞";
        right: "figures.csv\nmetric,value,unit\nSME loans,80,万元";
    }
    SUBMITTED_UNIT_MISMATCH = "D0051" "submitted-unit-mismatch" Error {
        message: "{found} cannot be converted to {wanted}, the unit of “{subject}”", "“{found}”不能换算为“{subject}”的单位“{wanted}”";
        help: "{remedy}", "{remedy}";
        why: "A number in a unit of another kind measures something else.", "不同类的单位衡量的不是同一事物。";
        wrong: "figures.csv\nmetric,value,unit\none-visit share,80,points";
        right: "figures.csv\nmetric,value,unit\none-visit share,80,%";
    }
    SUBMITTED_UNITS_DISAGREE = "D0052" "submitted-units-disagree" Error {
        message: "the value is written in {cell}, but its unit is given as {column}", "数值写作“{cell}”，而单位栏填的是“{column}”";
        help: "Write the unit once, with the value or in its column.", "单位只写一处：写在数值后，或写在单位栏。";
        why: "Which of the two is meant is not to be guessed.", "以哪一个为准，不作猜测。";
        wrong: "figures.csv\nmetric,value,unit\nSME loans,80亿元,万元";
        right: "figures.csv\nmetric,value,unit\nSME loans,80,万元";
    }
    UNIT_NOT_WANTED = "D0053" "unit-not-wanted" Error {
        message: "“{metric}” takes {wanted}, which has no unit", "“{metric}”应填{wanted}，没有单位";
        help: "Leave the unit empty.", "请将单位栏留空。";
        why: "The unit suggests that another metric was meant.", "填写了单位，可能是填错了指标。";
        wrong: "figures.csv\nmetric,value,unit\nplan published,yes,件";
        right: "figures.csv\nmetric,value,unit\nplan published,yes,";
    }
    MERGED_NUMBER = "D0055" "merged-number" Error {
        message: "the number {text} is merged over the rows {first} to {last} and would count for each of them", "数字 {text} 所在单元格合并了第 {first} 至 {last} 行，将在每一行重复计入";
        help: "Unmerge the cells and write the number of each row; until then these rows are left out.", "请取消合并，逐行填写各自的数字；改正之前，这些行不予采用。";
        why: "A name may stand for several rows, but a number is added up row by row: whether it is the sum of them or that of each is not guessed.", "名称可以代表多行，数字却要逐行汇总：它是各行之和，还是每行之数，不作猜测。";
        wrong: "contract.xlsx\n[sheet contract]\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME\n临夏县,2025-03-04,,,yes,SME\n[merge D2:D3]";
        right: "contract.xlsx\n[sheet contract]\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,50,yes,SME\n,2025-03-04,,30,yes,SME\n[merge A2:A3]";
    }
    CELL_NOT_A_DATE = "D0060" "cell-not-a-date" Error {
        message: "“{text}” is no day", "“{text}”不是日期";
        help: "Write year, month and day: `2025-01-07`, `2025/1/7`, `2025年1月7日`. A spreadsheet's bare number such as 45664 is no date: format the column as dates.", "请写年月日：“2025-01-07”“2025/1/7”“2025年1月7日”。表格软件中的纯数字（如 45664）不是日期：请将该列设为日期格式。";
        why: "Limits are counted from day to day, so a month or a bare number is not enough.", "时限按日计算，只有月份或纯数字不够。";
        wrong: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03,,80,yes,SME";
        right: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME";
    }
    CELL_NO_SUCH_DATE = "D0061" "cell-no-such-date" Error {
        message: "the calendar has no day “{text}”", "日历上没有“{text}”这一天";
        help: "Write a day that exists, such as `2025-02-28`.", "请写真实存在的日期，如“2025-02-28”。";
        why: "Which day was meant is not to be guessed.", "原意是哪一天，不作猜测。";
        wrong: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-02-29,,80,yes,SME";
        right: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-02-28,,80,yes,SME";
    }
    CELL_DATE_OUT_OF_RANGE = "D0062" "cell-date-out-of-range" Error {
        message: "“{text}” lies outside the years 1900 to 2200", "“{text}”不在 1900 年至 2200 年之间";
        help: "Write the year that is meant: `2025-01-07`.", "请写正确的年份，如“2025-01-07”。";
        why: "Such a year is a slip of the pen or of a spreadsheet.", "这样的年份多半是笔误或表格软件出错。";
        wrong: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,0225-03-03,,80,yes,SME";
        right: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME";
    }
    CELL_NOT_A_TIME = "D0063" "cell-not-a-time" Error {
        message: "“{text}” is no day with a time", "“{text}”不是带时刻的日期";
        help: "Write the day and the time: `2025-03-01 14:30`.", "请写日期和时刻：“2025-03-01 14:30”。";
        why: "A limit in hours cannot be counted from a day alone.", "以小时计的时限，不能只从某一天起算。";
        wrong: "case.csv\nentity,received,answered\n临夏县,2025-03-01,";
        right: "case.csv\nentity,received,answered\n临夏县,2025-03-01 14:30,";
    }
    CELL_NOT_YES_NO = "D0064" "cell-not-yes-no" Error {
        message: "“{text}” is neither yes nor no", "“{text}”既不是“是”，也不是“否”";
        help: "Write `yes` or `no`.", "请写“是”或“否”。";
        why: "What neither affirms nor denies decides nothing.", "既非肯定也非否定的内容，无法据以判断。";
        wrong: "figures.csv\nmetric,value\nplan published,mostly";
        right: "figures.csv\nmetric,value\nplan published,yes";
    }
    UNKNOWN_SUBMITTED_CATEGORY = "D0065" "unknown-submitted-category" Error {
        message: "`{field}` does not know “{text}”", "“{field}”没有“{text}”这一选项";
        help: "{known}", "{known}";
        why: "A word outside the declared list would match no condition.", "不在所列选项中的词，不会符合任何条件。";
        wrong: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SMEs";
        right: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME";
    }
    REPEATED_ID = "D0070" "repeated-id" Warning {
        message: "the id “{id}” stands twice in “{record}”", "“{record}”中编号“{id}”重复";
        help: "Take one of the two rows out if they are the same case; both are counted until then.", "若为同一案件，请删去其中一行；在此之前两行都会计入。";
        why: "A case that is submitted twice counts twice.", "重复报送的案件会被重复计算。";
        wrong: "contract.csv\nid,entity,awarded,signed,value,electronic,supplier\n7,临夏县,2025-03-03,,80,yes,SME\n7,临夏县,2025-03-04,,90,yes,SME";
        right: "contract.csv\nid,entity,awarded,signed,value,electronic,supplier\n7,临夏县,2025-03-03,,80,yes,SME\n8,临夏县,2025-03-04,,90,yes,SME";
    }
    UNCLEAR_CASES = "D0071" "unclear-cases" Error {
        message: "whether there were cases is not clear: {reason}", "本期有无不明确：{reason}";
        help: "Choose `none` if there were no cases, and `some` if each stands in a row below.", "没有的请选“无”；有的请选“有”，并在下方逐行填写。";
        why: "A sheet left empty by mistake must not pass for one that reports no cases. Rows that stand there count.", "漏填的工作表不能当作“没有”。已填写的行照常采用。";
        wrong: "form.xlsx\n[sheet contract]\ncases:,none\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,2025-03-10,80万元,yes,SME";
        right: "form.xlsx\n[sheet contract]\ncases:,none\nentity,awarded,signed,value,electronic,supplier";
    }
    REPEATED_CASES = "D0072" "repeated-cases" Error {
        message: "the cases of “{record}” here ({count}) are those of another table once more, row for row", "此处“{record}”的 {count} 行与另一张表逐行相同";
        help: "Take one of the two out; these are left out until then. Cases that only look the same need an id each, or stand in one table.", "请删去其中一份；在此之前，此处各行不计入。若只是内容相同而并非同一案件，请分别填写编号，或并入同一张表。";
        why: "All tables of a record count together, so that each case of a copied file or sheet would count twice.", "同一台账的各张表合并计算，文件或工作表的副本会使每件案件重复计入。";
        wrong: "contract.xlsx\n[sheet contract]\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME\n[sheet 合同]\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME";
        right: "contract.xlsx\n[sheet contract]\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME\n[sheet 合同]\nentity,awarded,signed,value,electronic,supplier\n永靖县,2025-03-03,,80,yes,SME";
    }
    CASE_OF_ANOTHER = "D0073" "case-of-another" Error {
        message: "the case is of “{entity}”, but the sheet is for “{named}”", "此行的主体是“{entity}”，而该工作表属于“{named}”";
        help: "Put the row right, or move it to the form of whose it is; it counts for whom the row names.", "请更正此行，或移至所属主体的表单；目前按此行所写的主体计入。";
        why: "The form of one entity says above its headers whose cases it asks for. A row of another is a slip in the one place or the other.", "单个主体的表单在表头上方写明主体。其中另一主体的行，必有一处写错。";
        wrong: "form.xlsx\n[sheet contract]\nentity: 临夏县\nentity,awarded,signed,value,electronic,supplier\n永靖县,2025-03-03,2025-03-10,80万元,yes,SME";
        right: "form.xlsx\n[sheet contract]\nentity: 临夏县\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,2025-03-10,80万元,yes,SME";
    }
    UNKNOWN_SUBMITTED_MILESTONE = "D0080" "unknown-submitted-milestone" Error {
        message: "the policy has no milestone “{milestone}”", "方案中没有节点“{milestone}”";
        help: "{known}", "{known}";
        why: "A sign-off of an unknown milestone would count for nothing.", "未声明的节点，其销号不会计入。";
        wrong: "signoffs.csv\nmilestone,state,date\n22,done,2025-03-01";
        right: "signoffs.csv\nmilestone,state,date\n2,done,2025-03-01";
    }
    UNKNOWN_SUBMITTED_STAGE = "D0081" "unknown-submitted-stage" Error {
        message: "the milestone “{milestone}” has no stage “{stage}”", "节点“{milestone}”没有阶段“{stage}”";
        help: "{known}", "{known}";
        why: "A stage is signed off apart from its milestone.", "阶段与节点分别销号。";
        wrong: "signoffs.csv\nmilestone,stage,state,date\n2,z,done,2025-03-01";
        right: "signoffs.csv\nmilestone,stage,state,date\n2,a,done,2025-03-01";
    }
    UNKNOWN_SIGNOFF_STATE = "D0082" "unknown-signoff-state" Error {
        message: "“{state}” is no state of a milestone", "“{state}”不是节点的有效状态";
        help: "Write one of `done`, `stage result`, `partial`, `in progress`, `not started`.", "请写“完成”“阶段性成果”“部分完成”“推进中”“未启动”之一。";
        why: "How far a milestone is, is said in one of five words.", "节点进度只用五种状态表示。";
        wrong: "signoffs.csv\nmilestone,state,date\n2,finished,2025-03-01";
        right: "signoffs.csv\nmilestone,state,date\n2,done,2025-03-01";
    }
    DONE_WITHOUT_DATE = "D0083" "done-without-date" Error {
        message: "“{milestone}” is signed off as done without a date", "“{milestone}”已完成销号，但没有日期";
        help: "Write the day on which it was done: `2025-03-01`.", "请填写完成日期：“2025-03-01”。";
        why: "Whether it was done in time hangs on the day.", "是否按期完成取决于日期。";
        wrong: "signoffs.csv\nmilestone,state,date\n2,done,";
        right: "signoffs.csv\nmilestone,state,date\n2,done,2025-03-01";
    }
    BROKEN_PARQUET = "D0100" "broken-parquet" Error {
        message: "{file} cannot be read as a Parquet file: {reason}", "无法将 {file} 作为 Parquet 文件读取：{reason}";
        help: "Write the file anew, with the common settings of the program that writes it.", "请用原程序按默认设置重新导出该文件。";
        why: "A file that is damaged is not used in part.", "损坏的文件不会部分采用。";
        wrong: "figures.parquet\n";
        right: "figures.parquet\nmetric,value\none-visit share,80";
    }
    UNREAD_COLUMN = "D0101" "unread-column" Error {
        message: "the column “{column}” cannot be read: {reason}", "无法读取列“{column}”：{reason}";
        help: "Write it as texts, numbers, decimals of up to 38 digits, dates, or dates with a time of the place, one value a row.", "请将该列改为文本、数、至多 38 位的定点小数、日期或不带时区的日期时间，每行一个值。";
        why: "What a value of another type is in a table is not guessed.", "其他类型的值在数据表中表示什么，不作猜测。";
        wrong: "figures.parquet\nmetric,value [time]\none-visit share,80";
        right: "figures.parquet\nmetric,value [double]\none-visit share,80";
    }
    REPEATED_CLAUSE_ID = "D0130" "repeated-clause-id" Error {
        message: "the clause “{id}” is listed twice", "条款编号“{id}”重复";
        help: "Give each clause an id of its own.", "请为每个条款编不同的编号。";
        why: "A `cite` names one clause; with two of the same id nobody can say which.", "出处指向一个条款；编号相同的两个条款无法区分。";
        wrong: "clauses.csv\nid,place,gist\n06-a,article 6,share of contracts\n06-a,article 6,share of prepayment";
        right: "clauses.csv\nid,place,gist\n06-a,article 6,share of contracts\n06-b,article 6,share of prepayment";
    }
}
