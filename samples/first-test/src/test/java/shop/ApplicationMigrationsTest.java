package shop;

import dev.palindrome.junit.MigrationChecks;
import dev.palindrome.junit.MigrationTest;

/** Of the migrations in {@code src/main/resources/db/migration}, where Flyway and frameworks have them. */
@MigrationTest
class ApplicationMigrationsTest implements MigrationChecks {}
