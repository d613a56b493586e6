package dev.palindrome.report;

import dev.palindrome.roundtrip.RowCoverage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Which tables and columns the rows reached; folded, with those first of which a run without findings says least. */
final class HtmlCoverage {

    private static final int SHOWN = 500;

    private final RowCoverage coverage;
    private final HtmlWriter html;

    HtmlCoverage(RowCoverage coverage, HtmlWriter html) {
        this.coverage = coverage;
        this.html = html;
    }

    /** Write nothing where no table was to be filled. */
    void write() throws IOException {
        List<RowCoverage.Table> tables = coverage.tables().stream()
                .sorted(Comparator.comparing(HtmlCoverage::isWhole))
                .toList();
        if (tables.isEmpty()) {
            return;
        }
        long gaps = tables.stream().filter(table -> !isWhole(table)).count();
        html.markup("<section class=\"coverage\">\n<h2>Rows of the tables</h2>\n<details><summary>");
        html.text(HtmlReport.counted(tables.size(), "table"));
        html.text(" ");
        html.element(
                "span",
                gaps == 0 ? "all seen with a row, a NULL and a value in each column" : gaps + " with gaps",
                "class",
                "place");
        html.markup(
                "</summary>\n<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr><th>table<th>rows<th>columns that may be NULL"
                        + "<th>seen with NULL<th>seen with a value</tr></thead>\n<tbody>\n");
        for (RowCoverage.Table table : tables.subList(0, Math.min(SHOWN, tables.size()))) {
            html.start("tr", "class", isWhole(table) ? "whole" : "gap");
            html.element("td", table.name());
            html.element("td", table.filled() ? "yes" : "none");
            html.element("td", String.valueOf(table.nullableColumns()));
            html.element("td", String.valueOf(table.seenNull()));
            html.element("td", String.valueOf(table.seenValue()));
            html.endLine("tr");
        }
        html.markup("</tbody></table></div>\n");
        if (tables.size() > SHOWN) {
            html.element("p", "… and " + (tables.size() - SHOWN) + " more", "class", "left-out");
        }
        html.markup("</details>\n");
        html.endLine("section");
    }

    private static boolean isWhole(RowCoverage.Table table) {
        return table.filled()
                && table.seenNull() == table.nullableColumns()
                && table.seenValue() == table.nullableColumns();
    }
}
