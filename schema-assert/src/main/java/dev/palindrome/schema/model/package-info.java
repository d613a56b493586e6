/** The described model of a schema: tables, columns, keys, indexes and routines as objects. Plain values. */
@NullMarked
package dev.palindrome.schema.model;

import org.jspecify.annotations.NullMarked;
