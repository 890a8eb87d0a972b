' Fills in forms as a clerk would: opens each, types into its cells, and saves it as a workbook of Excel.
'
' FORMS_TYPED names a table with a line for each stretch of cells: form, sheet, first cell, then what is typed into it and
' into the cells to its right. Nothing leaves a cell as it is, and [empty] takes out what stands there. FORMS_FROM and FORMS_TO are the folders of the forms.

Sub Fill
    Dim files, reader, line, parts, book, opened
    files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
    reader = createUnoService("com.sun.star.io.TextInputStream")
    reader.setInputStream(files.openFileRead(ConvertToURL(Environ("FORMS_TYPED"))))
    reader.setEncoding("UTF-8")
    opened = ""
    Do While Not reader.isEOF()
        line = reader.readLine()
        If line <> "" And Left(line, 1) <> "#" Then
            parts = Split(line, ",")
            If parts(0) <> opened Then
                If opened <> "" Then SaveForm(book, opened)
                opened = parts(0)
                book = OpenForm(opened)
            End If
            TypeLine(book, parts)
        End If
    Loop
    If opened <> "" Then SaveForm(book, opened)
    reader.closeInput()
End Sub

Function OpenForm(name)
    Dim options(0) As New com.sun.star.beans.PropertyValue
    options(0).Name = "Hidden"
    options(0).Value = True
    OpenForm = StarDesktop.loadComponentFromURL( _
        ConvertToURL(Environ("FORMS_FROM") & "/" & name & ".xlsx"), "_blank", 0, options())
End Function

' What is locked can be typed over too: clerks take the lock off, and mistakes come in there as well.
Sub TypeLine(book, parts)
    Dim sheet, first, index, cell
    sheet = book.Sheets.getByName(parts(1))
    sheet.unprotect("")
    first = sheet.getCellRangeByName(parts(2)).CellAddress
    For index = 3 To UBound(parts)
        cell = sheet.getCellByPosition(first.Column + index - 3, first.Row)
        If parts(index) = "[empty]" Then
            cell.FormulaLocal = ""
        ElseIf parts(index) <> "" Then
            cell.FormulaLocal = parts(index)
        End If
    Next index
End Sub

Sub SaveForm(book, name)
    Dim options(0) As New com.sun.star.beans.PropertyValue
    options(0).Name = "FilterName"
    options(0).Value = "Calc MS Excel 2007 XML"
    book.calculateAll()
    book.storeToURL(ConvertToURL(Environ("FORMS_TO") & "/" & name & ".xlsx"), options())
    book.close(True)
End Sub
