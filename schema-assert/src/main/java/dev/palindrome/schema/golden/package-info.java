/** Golden files: schemas that people have reviewed, kept as text beside the tests. Knows no JUnit and no revision. */
@NullMarked
package dev.palindrome.schema.golden;

import org.jspecify.annotations.NullMarked;
