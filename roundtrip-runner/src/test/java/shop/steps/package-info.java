/** Revisions in Java that the tests read. */
@NullMarked
package shop.steps;

import org.jspecify.annotations.NullMarked;
