/** Reads PostgreSQL's catalogue, and knows its oddities. Not for users: may change at any time. */
@NullMarked
package dev.palindrome.schema.internal;

import org.jspecify.annotations.NullMarked;
