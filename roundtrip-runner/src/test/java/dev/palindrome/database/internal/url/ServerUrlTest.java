package dev.palindrome.database.internal.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.internal.ServerAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PGUSER", "envuser", "PGPASSWORD", "envpassword");

    @Test
    void a_jdbc_url_gives_host_database_user_and_password() {
        ServerAddress address = parse("jdbc:postgresql://db:5433/shop?user=ada&password=geheim&sslmode=require");

        assertThat(address)
                .isEqualTo(new ServerAddress("db:5433", "shop", "ada", "geheim", Map.of("sslmode", "require")));
    }

    @Test
    void a_libpq_url_is_decoded() {
        ServerAddress address = parse("postgres://ada%40home:p%2Fw+d%3A@localhost:5433/my%20shop?sslmode=disable"
                + "&connect_timeout=5&x-migrations-table=m");

        assertThat(address)
                .isEqualTo(new ServerAddress(
                        "localhost:5433", "my shop", "ada@home", "p/w+d:", Map.of("sslmode", "disable")));
    }

    @Test
    void a_plus_sign_is_a_blank_in_a_jdbc_url_and_itself_in_one_of_libpq() {
        assertThat(parse("jdbc:postgresql://h/a?user=u&password=a+b").password())
                .isEqualTo("a b");
        assertThat(parse("postgresql://u:a+b@h/a").password()).isEqualTo("a+b");
    }

    @Test
    void an_at_sign_in_a_libpq_password_does_not_become_part_of_the_host() {
        assertThat(parse("postgresql://u:p@ss@h/a")).isEqualTo(new ServerAddress("h", "a", "u", "p@ss", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql:shop,                   localhost,      shop",
        "jdbc:postgresql:/shop,                  localhost,      shop",
        "jdbc:postgresql:///shop,                localhost,      shop",
        "jdbc:postgresql://[::1]:5433/shop,      [::1]:5433,     shop",
        "jdbc:postgresql://db,                   db,             envuser",
        "jdbc:postgresql:,                       localhost,      envuser",
        "'jdbc:postgresql://a:1,b:2/shop',       'a:1,b:2',      shop",
        "postgresql://,                          localhost,      envuser",
    })
    void parts_left_out_have_the_drivers_defaults(String url, String hosts, String database) {
        assertThat(parse(url)).isEqualTo(new ServerAddress(hosts, database, "envuser", "envpassword", Map.of()));
    }

    @Test
    void neither_text_form_holds_a_password() {
        ServerAddress address =
                parse("jdbc:postgresql://localhost/shop?user=ada&password=geheim&sslpassword=geheim&sslmode=require");

        assertThat(address.jdbcUrl("palindrome_1_2"))
                .isEqualTo("jdbc:postgresql://localhost/palindrome_1_2?sslmode=require&user=ada");
        assertThat(address).hasToString("jdbc:postgresql://localhost/shop?sslmode=require&user=ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/shop?password=geheim%zz",
                "jdbc:postgresql://ada:geheim@localhost/shop",
                "jdbc:postgresql://localhost:port/shop?password=geheim",
                "postgres://ada:geheim@local:host:1/shop",
                "postgres://ada:geheim%@localhost/shop",
                "jdbc:mysql://localhost/shop?password=geheim",
                "mysql://ada:geheim@localhost/shop",
                "geheim",
            })
    void a_malformed_url_is_refused_without_repeating_its_password(String url) {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> parse(url))
                .satisfies(e -> assertThat(e).hasNoCause())
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("geheim").contains("xpected"));
    }

    @Test
    void a_url_of_another_database_is_named() {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> parse("jdbc:mysql://localhost/shop"))
                .withMessage("Expected a PostgreSQL URL such as jdbc:postgresql://localhost:5432/postgres?user=NAME,"
                        + " or postgresql://NAME@localhost:5432/postgres, was one that begins with 'jdbc:mysql:'.");
    }

    @Test
    void a_parameter_that_leads_to_another_host_is_refused() {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> parse("jdbc:postgresql://localhost/shop?PGHOST=example.com"))
                .withMessage("The parameter PGHOST cannot be used in the server's URL: write host, port and database"
                        + " before the question mark, as in jdbc:postgresql://localhost:5432/postgres?user=NAME."
                        + " A Unix socket cannot be used; localhost can.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:shop",
                "jdbc:postgresql://localhost/shop",
                "jdbc:postgresql://127.0.0.1:5433/shop",
                "jdbc:postgresql://127.8.9.10/shop",
                "jdbc:postgresql://[::1]/shop",
                "jdbc:postgresql://localhost:1,127.0.0.1:2/shop",
            })
    void this_machine_needs_no_leave(String url) {
        assertThatCode(() -> ServerUrl.parse(url, ENVIRONMENT::get).requireLoopback())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://192.0.2.1:5433/shop,              192.0.2.1",
        "jdbc:postgresql://[2001:db8::1]/shop,               2001:db8::1",
        "'jdbc:postgresql://localhost,192.0.2.1:5433/shop',  192.0.2.1",
        "postgres://u:p@192.0.2.1/shop,                      192.0.2.1",
    })
    void another_machine_is_refused(String url, String host) {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> ServerUrl.parse(url, ENVIRONMENT::get).requireLoopback())
                .withMessage("Host " + host + " is another machine. Palindrome creates and drops databases of its own"
                        + " there only if it is allowed to: --allow-remote, or palindrome.allowRemote=true.");
    }

    @Test
    void a_socket_factory_may_lead_anywhere() {
        ServerUrl url =
                ServerUrl.parse("jdbc:postgresql://localhost/shop?socketFactory=some.Factory", ENVIRONMENT::get);

        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(url::requireLoopback)
                .withMessageStartingWith("The parameter socketFactory may lead to another machine.");
    }

    @Test
    void an_unknown_host_is_named() {
        ServerUrl url = ServerUrl.parse("jdbc:postgresql://no-such-host.invalid/shop", ENVIRONMENT::get);

        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(url::requireLoopback)
                .withMessage("Host no-such-host.invalid of the server's URL is unknown. Check its name.");
    }

    private static ServerAddress parse(String url) {
        return ServerUrl.parse(url, ENVIRONMENT::get).address();
    }
}
