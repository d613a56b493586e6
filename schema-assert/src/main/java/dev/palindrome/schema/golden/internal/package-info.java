/** What a test framework tells of the test at work. */
@NullMarked
package dev.palindrome.schema.golden.internal;

import org.jspecify.annotations.NullMarked;
