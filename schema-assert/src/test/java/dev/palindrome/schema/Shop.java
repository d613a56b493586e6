package dev.palindrome.schema;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.opentest4j.AssertionFailedError;

/** A schema with something of everything, as PostgreSQL writes it. */
final class Shop {

    static final SchemaSnapshot SNAPSHOT = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            extension btree_gist
              schema: tools

            schema public
              grant to PUBLIC: USAGE

            schema tools
              owner: admin
              comment: not for the application

            type public.order_status
              enum: new, paid, 'it''s, well, sent'
              owner: admin

            type public.address
              composite
              owner: admin
              attribute street | type: text
              attribute zip | type: character varying(10)

            type public.period
              range of: timestamp with time zone
              owner: admin

            domain public.email
              base type: character varying(200)
              default: ''::character varying
              not null
              owner: admin
              grant to PUBLIC: none
              constraint email_check | definition: CHECK (((VALUE)::text ~~ '%@%'::text)) NOT VALID

            domain public.note
              base type: text
              owner: admin

            table public.customers
              owner: admin
              column id | type: bigint | not null | identity: always
              column "fullName" | type: text | collation: "C"
              constraint customers_pkey | definition: PRIMARY KEY (id)
              constraint full_name_unique
                definition: UNIQUE NULLS NOT DISTINCT ("fullName") INCLUDE (id) DEFERRABLE INITIALLY DEFERRED

            table public.orders
              partition by: RANGE (created)
              row security
              row security forced
              owner: admin
              grant to admin: ALL
              grant to app: SELECT, INSERT WITH GRANT OPTION
              grant to reader by clerk: SELECT
              comment: what was ordered
              column id | type: bigint | not null | identity: by default
              column customer_id | type: bigint | grant to app: UPDATE
              column seller_id | type: bigint
              column status | type: public.order_status | not null | default: 'new'::public.order_status | comment: life cycle
              column total | type: numeric(10,2) | storage: main
              column gross | type: numeric | generated stored: (total * 1.2)
              column twice | type: numeric | generated virtual: (total * (2)::numeric)
              column created | type: timestamp with time zone | not null
              constraint orders_created_excl | definition: EXCLUDE USING gist (customer_id WITH =, created WITH &&)
              constraint orders_customer_id_fkey
                definition: FOREIGN KEY (customer_id) REFERENCES public.customers(id) ON UPDATE RESTRICT ON DELETE SET NULL (customer_id) DEFERRABLE INITIALLY DEFERRED NOT VALID
              constraint orders_pkey | definition: PRIMARY KEY (id, created)
              constraint orders_seller_id_fkey
                definition: FOREIGN KEY (seller_id) REFERENCES shop.sellers(id)
              constraint orders_seller_id_fkey1
                definition: FOREIGN KEY (seller_id) REFERENCES shop.sellers(id) DEFERRABLE
              constraint total_positive | definition: CHECK ((total > (0)::numeric))
              index orders_open_idx
                definition: USING btree (lower((status)::text), created DESC) INCLUDE (total) NULLS NOT DISTINCT WITH (fillfactor='70') WHERE (status <> 'paid'::public.order_status)
                invalid
              index orders_total_key | unique | definition: USING btree (total)
              rule keep
                definition:
                  | CREATE RULE keep AS
                  |     ON DELETE TO public.orders DO INSTEAD NOTHING;
                enabled: no
              rule note | definition: CREATE RULE note AS ON INSERT TO public.orders DO NOTHING
              trigger audit
                definition: CREATE TRIGGER audit AFTER INSERT OR UPDATE OF status, total ON public.orders FOR EACH ROW WHEN ((new.total > (0)::numeric)) EXECUTE FUNCTION public.write_audit('orders', 'it''s')
              trigger stamp
                definition: CREATE TRIGGER stamp BEFORE TRUNCATE ON public.orders FOR EACH STATEMENT EXECUTE FUNCTION tools.stamp()
                enabled: no
              policy own | for: select | to: app, clerk | using: (customer_id = 1)
              policy strict | restrictive | for: all | to: public | using: true | with check: (total > (0)::numeric)

            table public.orders_2026
              partition of: public.orders
              partition bound: FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
              owner: admin
              column id | type: bigint | not null

            foreign table public.rates
              server: bank
              owner: admin
              column rate | type: numeric

            table shop.sellers
              owner: admin
              column id | type: bigint | not null

            sequence public.orders_no_seq
              type: integer
              start: 1000
              increment: 5
              cycle
              owned by: public.orders.id
              owner: admin
              grant to admin: ALL
              grant to app: USAGE

            sequence public.plain_seq
              type: bigint
              owner: admin

            view public.open_orders
              definition:
                | SELECT id,
                |    status
                |   FROM public.orders
                |  WHERE (status <> 'paid'::public.order_status);
              option security_barrier: true
              owner: admin
              trigger insert_order
                definition: CREATE TRIGGER insert_order INSTEAD OF INSERT ON public.open_orders FOR EACH ROW EXECUTE FUNCTION public.insert_order()

            materialized view public.totals
              definition: SELECT sum(total) AS sum FROM public.orders;
              owner: admin
              index totals_sum_idx | unique | definition: USING btree (sum)

            function public.total(integer, text)
              returns: numeric
              language: sql
              volatility: stable
              strict
              set search_path: public, pg_temp
              body: SELECT 1
              owner: admin

            function public.wipe()
              returns: void
              language: plpgsql
              security definer
              body:
                | BEGIN
                |   DELETE FROM public.orders;
                | END
              owner: admin
              grant to admin: ALL

            procedure public.archive(date)
              language: sql
              sql body:
                | BEGIN ATOMIC
                |  SELECT 1;
                | END
              owner: admin

            aggregate public.product(numeric)
              returns: numeric
              state type: numeric
              owner: admin
            """);

    private Shop() {}

    static SchemaSnapshotAssert assertThatShop() {
        return SchemaAssertions.assertThat(SNAPSHOT);
    }

    static TableAssert orders() {
        return assertThatShop().table("orders");
    }

    /** The words of a failure, to the last one. */
    static void assertFails(ThrowingCallable claim, String message) {
        assertThatExceptionOfType(AssertionFailedError.class).isThrownBy(claim).withMessage(message);
    }
}
