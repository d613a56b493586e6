package dev.palindrome.jpa.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The properties by which a unit creates its schema in a database of ours, whatever it says itself. How it names things, and which types
 * it takes, is left to it.
 *
 * @param api {@code jakarta.persistence} or {@code javax.persistence}
 */
record UnitProperties(String api, DataSource database) {

    /** To Hibernate, a property without a value takes back what the unit says. */
    private static final List<String> HIBERNATE_TAKEN_BACK = List.of(
            "hibernate.hbm2ddl.auto",
            "hibernate.hbm2ddl.import_files",
            "hibernate.connection.provider_class",
            "hibernate.connection.datasource",
            "hibernate.connection.url",
            "hibernate.connection.username",
            "hibernate.connection.password",
            "hibernate.connection.driver_class",
            "hibernate.multiTenancy",
            "hibernate.multi_tenant_connection_provider",
            "hibernate.transaction.coordinator_class",
            "hibernate.transaction.jta.platform");

    private static final List<String> STANDARD_TAKEN_BACK = List.of(
            ".jtaDataSource",
            ".jdbc.url",
            ".jdbc.user",
            ".jdbc.password",
            ".jdbc.driver",
            ".schema-generation.create-script-source",
            ".sql-load-script-source");

    Map<String, Object> asMap() {
        Map<String, Object> properties = new HashMap<>();
        HIBERNATE_TAKEN_BACK.forEach(name -> properties.put(name, null));
        STANDARD_TAKEN_BACK.forEach(name -> properties.put(api + name, null));
        properties.put(api + ".nonJtaDataSource", database);
        properties.put(api + ".transactionType", "RESOURCE_LOCAL");
        properties.put(api + ".schema-generation.database.action", "create");
        properties.put(api + ".schema-generation.scripts.action", "none");
        properties.put(api + ".schema-generation.create-source", "metadata");
        properties.put(api + ".create-database-schemas", "true");
        properties.put(api + ".schema-generation.create-database-schemas", "true");
        properties.put("hibernate.hbm2ddl.create_namespaces", "true");
        properties.put("hibernate.hbm2ddl.skip_default_import_file", "true");
        // Otherwise a statement that the server refuses is logged and passed over.
        properties.put("hibernate.hbm2ddl.halt_on_error", "true");
        return properties;
    }
}
