-- names a type that is not there
CREATE TABLE people (name texd);
