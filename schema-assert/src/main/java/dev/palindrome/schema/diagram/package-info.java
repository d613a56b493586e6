/** Draws tables and how they refer to each other. */
@NullMarked
package dev.palindrome.schema.diagram;

import org.jspecify.annotations.NullMarked;
