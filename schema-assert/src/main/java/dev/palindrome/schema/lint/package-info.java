/** Looks at a schema as a reviewer would, and says what is likely to cause trouble later. */
@NullMarked
package dev.palindrome.schema.lint;

import org.jspecify.annotations.NullMarked;
