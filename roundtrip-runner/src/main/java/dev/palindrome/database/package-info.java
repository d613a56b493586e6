/** Test databases: real PostgreSQL servers on which databases are created and cloned. */
@NullMarked
package dev.palindrome.database;

import org.jspecify.annotations.NullMarked;
