# Makes the manual page cozedevice.json(5) of src/CONFIGURATION.md, which the program writes from its own table of keys.
function text(s) {
    gsub(/\\\|/, "\001", s); gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); gsub(/\001/, "|", s)
    gsub(/"/, "\\(dq", s); gsub(/\047/, "\\(aq", s); gsub(/`/, "", s); gsub(/\*Field\*/, "Field", s); gsub(/^ +| +$/, "", s)
    return s
}
BEGIN {
    print ".TH COZEDEVICE.JSON 5 \"" date "\" \"CozeDevice " version "\" \"CozeDevice\""
    print ".SH NAME\ncozedevice.json \\- configuration of the voice device for Coze\n.SH DESCRIPTION"
}
/^# / || /^Written by/ && sub(/^.*do not edit\. /, "") == 0 { next }
/^## / { apart = 0; print ".SH " toupper(text(substr($0, 4))); next }
/^\| *(key|---)/ { next }
/^\|/ {
    apart = 0
    gsub(/\\\|/, "\001")
    split($0, cell, "|")
    for (i in cell) gsub("\001", "\\|", cell[i])
    print ".TP\n.B " text(cell[2])
    print "\\&" text(cell[5])
    print ".br\n\\&Value: " text(cell[3]) "; default: " text(cell[4]) (text(cell[6]) == "" ? "" : "; field: " text(cell[6])) "."
    next
}
/^$/ { apart = 1; next }
apart { print ".PP"; apart = 0 }
{ print "\\&" text($0) }
