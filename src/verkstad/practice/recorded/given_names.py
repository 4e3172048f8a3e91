"""Names that many people in the Nordic countries are called by. Many are words too, so they only make somebody look."""

_NAMES = """
    Aase Agneta Aino Albin Alexander Alf Alice Alma Anders Andreas Anette Anita Anja Ann Anna Anne Anni Annika
    Annikki Anton Antti Arne Arvid Asbjørn Asger Astrid Aud August Axel Bengt Bente Berit Bertil Birgit Birgitta
    Birthe Bjarne Bjarni Björn Bjørg Bjørn Bo Bodil Britt Britta Brynhild Carin Carina Carl Caroline Cecilia
    Charlotte Christer Christian Christina Christine Dag Dagny Dan Daniel David Dorthe Ebba Eeva Egil Einar Eino
    Elin Elina Elisabeth Ella Ellen Elna Elsa Else Emil Emilia Emma Erik Erika Erkki Ernst Eskil Ester Eva Evelina
    Fatima Filip Fredrik Freja Frida Fróði Geir Georg Gerd Gerda Gitte Gudrun Gun Gunnar Gunvor Gustav Göran Haakon
    Hanna Hanne Hannele Hans Harald Harri Heidi Heikki Helena Helene Helga Helle Helmi Henning Henrik Hilda Hilde
    Hjalmar Hákun Håkan Ib Ida Inga Inge Ingeborg Ingegerd Inger Ingrid Ingvar Irene Iris Ivar Jaakko Jakob Jakup
    Jan Janne Jari Jenny Jens Jesper Joakim Johan Johanna Johannes John Jonas Jorunn Juha Juhani Julia Jóhan Jón
    Jørgen Jørn Kaarina Kai Kaisa Kaj Kalevi Kalle Kari Karin Karl Karoline Katarina Katrin Keld Kenneth Kerstin Kim
    Kirsten Kjell Klara Knud Knut Kristian Kristin Kristina Kurt Lars Lasse Laura Leena Leif Lena Lennart Leo Lilly
    Linda Line Linnea Lis Lisa Lisbeth Liv Lone Louise Lovisa Lucas Magnus Maj Maja Malene Malin Maria Marianne
    Marie Marit Marjatta Markku Markus Marta Martin Martti Mats Matti Max Mette Mia Michael Mikael Mikko Mina Minna
    Mohammad Mohammed Mona Monica Morten Márjun Naja Nanna Niels Nils Nina Nora Ola Olaf Olav Ole Olga Olle Olof
    Oscar Oskar Otto Ove Paavo Palle Pekka Pelle Per Peter Petra Pia Pirkko Pontus Poul Preben Pál Päivi Ragnhild
    Randi Rasmus Rebecka Reidar Rigmor Riitta Rita Robert Rolf Ronja Rosa Rune Sami Samuel Sanna Sara Selma Signe
    Sigrid Sigurd Simon Sindre Siri Sirpa Siv Sofia Sofie Solveig Solvej Sonja Staffan Stefan Stein Sten Stig Stina
    Sture Sune Susanne Svein Sven Svend Sverre Sólrun Søren Tapio Tarja Terje Thea Thomas Thor Thorsten Tiina Timo
    Tom Tomas Tor Torben Tore Tormod Torsten Torvald Tove Trine Trygve Tróndur Turid Tuula Ulf Ulla Ulrik Ulrika
    Urban Ursula Valdemar Veikko Vera Vibeke Viggo Viktor Vilhelm Ville Viola Vivi Wenche Wilhelm William Yngve
    Yvonne Åke Åsa Åse Östen Øystein Øyvind
"""
GIVEN_NAMES = frozenset(_NAMES.split())
