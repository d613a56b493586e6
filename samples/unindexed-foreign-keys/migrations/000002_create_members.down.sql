DROP TABLE fees;
DROP TABLE members;
