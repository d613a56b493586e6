/** SQL scripts as text: reading files, tokens, statements, and what authors say in comments. */
@NullMarked
package dev.palindrome.revision.internal.sql;

import org.jspecify.annotations.NullMarked;
