/** What the catalogue says about tables, types and constraints, as far as rows depend on it. */
@NullMarked
package dev.palindrome.data.internal.catalog;

import org.jspecify.annotations.NullMarked;
