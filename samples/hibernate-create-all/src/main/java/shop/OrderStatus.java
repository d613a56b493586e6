package shop;

enum OrderStatus {
    NEW,
    PAID,
    SHIPPED
}
