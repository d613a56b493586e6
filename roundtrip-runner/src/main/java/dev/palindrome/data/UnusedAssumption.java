package dev.palindrome.data;

/**
 * A condition that says nothing about this state of the schema, because its table or a column of it does not exist here.
 *
 * @param reason such as {@code column "nick" does not exist}
 */
public record UnusedAssumption(TableName table, String condition, String reason) {}
