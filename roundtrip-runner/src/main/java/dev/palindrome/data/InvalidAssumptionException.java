package dev.palindrome.data;

import java.sql.SQLException;

/** A condition that is assumed of a table's rows cannot be evaluated. */
public final class InvalidAssumptionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final TableName table;
    private final String condition;

    InvalidAssumptionException(TableName table, String condition, SQLException cause) {
        super(
                "The assumption about " + table + " is not a SQL condition on its row: " + condition + "\nERROR "
                        + cause.getSQLState() + ": " + cause.getMessage(),
                cause);
        this.table = table;
        this.condition = condition;
    }

    public TableName table() {
        return table;
    }

    public String condition() {
        return condition;
    }
}
