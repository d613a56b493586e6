/** Renders the report of a run, for people and for programs. */
@NullMarked
package dev.palindrome.report;

import org.jspecify.annotations.NullMarked;
