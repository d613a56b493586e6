package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.data.content.TableDigest;
import java.util.List;
import java.util.Map;

/** Compares tables that are too large to be read, by what the server says of all their rows. */
final class BulkFindings {

    private final RowFindings findings;
    private final Stamps stamps;
    private final boolean cameBack;

    /**
     * Compare.
     *
     * @param cameBack whether the rows at the end are those after a downgrade, and not those at the revision
     */
    BulkFindings(RowFindings findings, Stamps stamps, boolean cameBack) {
        this.findings = findings;
        this.stamps = stamps;
        this.cameBack = cameBack;
    }

    /**
     * Find what became of these tables.
     *
     * @param above all tables at the revision
     * @param end all tables at the end of the leg
     */
    void changed(
            Map<TableName, TableDigest> below, Map<TableName, TableDigest> above, Map<TableName, TableDigest> end) {
        below.forEach((name, before) -> {
            TableDigest after = end.get(name);
            if (after == null) {
                lostTable(before, below, above);
            } else if (before.rows() != after.rows()) {
                findings.rowCountChanged(name, before.rows(), after.rows(), cameBack, List.of());
            } else {
                columns(before, above.getOrDefault(name, after), after);
            }
        });
    }

    private void lostTable(TableDigest lost, Map<TableName, TableDigest> below, Map<TableName, TableDigest> above) {
        boolean renamed = above.values().stream()
                .anyMatch(other -> !below.containsKey(other.table())
                        && other.rows() == lost.rows()
                        && other.hash().equals(lost.hash()));
        if (lost.rows() > 0 && !renamed) {
            findings.loss(
                    lost.table().toString(),
                    "table %s, which held %d rows".formatted(lost.table(), lost.rows()),
                    List.of(),
                    List.of(),
                    cameBack);
        }
    }

    private void columns(TableDigest before, TableDigest above, TableDigest after) {
        boolean told = false;
        for (Map.Entry<String, TableDigest.Column> column : before.columns().entrySet()) {
            String name = column.getKey();
            TableDigest.Column later = after.columns().get(name);
            if (column.getValue().equals(later) || stamps.mayBeIn(before.table(), name)) {
                continue;
            }
            boolean dropped = later == null || !above.columns().containsKey(name);
            told |= dropped ? lostColumn(before, above, name) : changedColumn(before, after, name);
        }
        boolean sameColumns = before.columns().equals(after.columns());
        if (cameBack && sameColumns && !told && !before.hash().equals(after.hash())) {
            findings.rowsChanged(before.table(), List.of(before.table().toString()), List.of(), tooLarge(before));
        }
    }

    private boolean lostColumn(TableDigest before, TableDigest above, String name) {
        TableDigest.Column lost = before.columns().get(name);
        boolean renamed = above.columns().entrySet().stream()
                .anyMatch(other -> !before.columns().containsKey(other.getKey())
                        && other.getValue().equals(lost));
        if (lost == null || lost.values() == 0 || renamed) {
            return false;
        }
        String column = before.table() + "." + name;
        findings.loss(
                column,
                "column %s, which held %d values".formatted(column, lost.values()),
                List.of(),
                tooLarge(before),
                cameBack);
        return true;
    }

    private boolean changedColumn(TableDigest before, TableDigest after, String name) {
        long introduced = after.nulls(name) - before.nulls(name);
        String column = before.table() + "." + name;
        if (introduced > 0) {
            findings.nullsIntroduced(column, introduced, cameBack, List.of(), tooLarge(before));
        } else if (cameBack) {
            findings.rowsChanged(before.table(), List.of(column), List.of(), tooLarge(before));
        }
        return true;
    }

    private static List<String> tooLarge(TableDigest table) {
        return List.of("%s holds %d rows, too many to show which: they were compared by their hashes"
                .formatted(table.table(), table.rows()));
    }
}
