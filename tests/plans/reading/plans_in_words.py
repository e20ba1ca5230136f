"""Plans in our own words, each of another make."""

COMMUNE = """
    ỦY BAN NHÂN DÂN XÃ VĨNH THẠNH
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc

    Số: 12/KH-UBND
    Vĩnh Thạnh, ngày 05 tháng 01 năm 2026

    KẾ HOẠCH
    TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2026 TRÊN ĐỊA BÀN XÃ VĨNH THẠNH

    Căn cứ Kế hoạch số 310/KH-UBND ngày 30 tháng 12 năm 2025 của Ủy ban nhân dân thành phố Cần Thơ về tuyên truyền cải cách hành chính năm 2026; Ủy ban nhân dân xã Vĩnh Thạnh xây dựng Kế hoạch tuyên truyền cải cách hành chính năm 2026 như sau:

    I. MỤC ĐÍCH, YÊU CẦU

    1. Mục đích

    1.1. Nâng cao nhận thức của cán bộ, công chức xã.

    1.2. Tạo sự đồng thuận trong nhân dân.

    2. Yêu cầu

    2.1. Nội dung tuyên truyền phải thiết thực, phù hợp từng đối tượng.

    2.2. Hình thức tuyên truyền đa dạng.

    II. NỘI DUNG, HÌNH THỨC, THỜI GIAN THỰC HIỆN

    1. Tuyên truyền trên hệ thống truyền thanh xã

    1.1. Nội dung: các thủ tục hành chính mới ban hành, cách nộp hồ sơ trực tuyến.

    1.2. Thời gian thực hiện: hàng tuần, vào thứ Hai và thứ Sáu.

    1.3. Đơn vị thực hiện: Công chức Văn hóa - Xã hội; phối hợp: Trưởng các ấp.

    2. Tổ chức hội nghị tuyên truyền tại các ấp

    2.1. Nội dung: dịch vụ công trực tuyến, thanh toán trực tuyến.

    2.2. Thời gian: Quý II và Quý III năm 2026.

    2.3. Đơn vị chủ trì: Văn phòng HĐND và UBND xã.

    2.4. Dự kiến kết quả: 08 cuộc, mỗi ấp 01 cuộc.

    3. Lắp đặt 05 pano tại trụ sở ấp. Hoàn thành trước ngày 31/3/2026. Giao Phòng Kinh tế chủ trì.

    III. KINH PHÍ THỰC HIỆN

    Từ nguồn ngân sách xã năm 2026.

    IV. TỔ CHỨC THỰC HIỆN

    1. Văn phòng HĐND và UBND xã

    a) Tham mưu UBND xã triển khai Kế hoạch.

    b) Tổng hợp báo cáo định kỳ.

    2. Phòng Kinh tế: bố trí kinh phí.

    Trên đây là Kế hoạch của UBND xã./.

    Nơi nhận:
    - UBND thành phố (b/c);
    - Các ấp;
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH

    Lê Văn Tám
"""

NEWS = """
    Sở Khoa học và Công nghệ đề ra 05 nhiệm vụ tuyên truyền cải cách hành chính năm 2025

    (SKHCN) - Ngày 14/02/2025, Giám đốc Sở Khoa học và Công nghệ tỉnh Đồng Nai Thượng đã ký ban hành Kế hoạch số 20/KH-SKHCN về tuyên truyền cải cách hành chính năm 2025. Kế hoạch được xây dựng trên cơ sở Kế hoạch số 300/KH-UBND ngày 25/12/2024 của UBND tỉnh.

    Kế hoạch đặt ra ba mục tiêu: (1) nâng cao trách nhiệm của người đứng đầu; (2) tăng tỷ lệ hồ sơ trực tuyến; (3) nâng chỉ số hài lòng.

    Để đạt các mục tiêu trên, Sở tập trung thực hiện 05 nhiệm vụ sau:

    1. Tuyên truyền Chương trình tổng thể cải cách hành chính giai đoạn 2021-2030.

    2. Hướng dẫn doanh nghiệp nộp hồ sơ cấp phép an toàn bức xạ trực tuyến;

    3. Đẩy mạnh chuyển đổi số, chữ ký số trong nội bộ;

    4. Thi tìm hiểu văn hóa công vụ vào tháng 9/2025;

    5. Ngoài ra, công khai kết quả giải quyết hồ sơ hằng tuần.

    Ảnh: Cán bộ Sở hướng dẫn người dân.

    Tin, bài: Minh Tâm
"""

PARTS = """
    UBND TỈNH BÌNH AN
    SỞ DU LỊCH
    Số: 71/KH-SDL                         Bình An, ngày 30 tháng 02 năm 2026

    KẾ HOẠCH TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2026

    Thực hiện Công văn số 120/SNV-CCHC&PC ngày 12/01/2026 của Sở Nội vụ hướng dẫn tuyên truyền; Kế hoạch số 9/KH-UBND ngày 08/01/2026 của UBND tỉnh.
    Sở Du lịch ban hành Kế hoạch với các nội dung sau:

    Phần thứ nhất
    MỤC ĐÍCH, YÊU CẦU
    1. Mục đích: Du khách, doanh nghiệp lữ hành nắm thủ tục.
    2. Yêu cầu: Thông tin song ngữ; cập nhật kịp thời.

    Phần thứ hai
    CÁC NHIỆM VỤ
    Mục I. Đối với doanh nghiệp
    Điều 1. Gửi thư điện tử giới thiệu thủ tục cấp thẻ hướng dẫn viên
    - Chủ trì: Phòng Quản lý lữ hành
    - Thời gian: Tháng 02, tháng 8
    Điều 2. Tổ chức tập huấn khai báo lưu trú
    - Chủ trì: Thanh tra Sở
    - Phối hợp: Công an tỉnh
    - Thời gian: Quý IV
    Mục II. Đối với công chức
    Điều 3. Học tập quy tắc ứng xử
    - Chủ trì: Văn phòng
    - Thời gian: khi có hướng dẫn của tỉnh

    Phần thứ ba
    TỔ CHỨC THỰC HIỆN
    Văn phòng theo dõi.
"""

SCHOOL = """
    Số: 15/KH-THPT
    KẾ HOẠCH
    Tuyên truyền cải cách hành chính năm 2026
    I. MỤC TIÊU
    + Học sinh, phụ huynh biết cách tra cứu.
    II. CÁC HOẠT ĐỘNG
    Hoạt động 1: Nói chuyện dưới cờ
    Người phụ trách: Bí thư Đoàn trường
    Thời gian: thứ Hai tuần đầu mỗi tháng
    Hoạt động 2: Bảng tin “Hành chính công”
    Người phụ trách: Tổ Văn phòng
    Thời gian: Thường xuyên, cả năm học
    Hoạt động 3: Cuộc thi vẽ tranh
    Người phụ trách: Cô Lan
    Thời gian: 20/11/2026
    III. KINH PHÍ
    Tự túc.
"""

HOSPITAL = """
    BỆNH VIỆN ĐA KHOA TỈNH KHÁNH SƠN
    Số: 120/KH-BVĐK
    Khánh Sơn, ngày 15 tháng 3 năm 2023

    KẾ HOẠCH
    Truyền thông cải cách hành chính năm 2023

    Thực hiện Kế hoạch số 1001/KH-SYT ngày 01/03/2023 của Sở Y tế Khánh Sơn về truyền thông CCHC năm 2023. Bệnh viện xây dựng kế hoạch truyền thông với những nội dung cụ thể như sau:

    1. Mục tiêu:
    1.1. Mục tiêu chung:
    Nâng cao hiểu biết của người bệnh, người nhà người bệnh.
    1.2. Mục tiêu cụ thể:
    - 100% viên chức, người lao động được phổ biến quy tắc ứng xử.
    - 90% người bệnh nội trú biết số điện thoại đường dây nóng.

    2. Nội dung hoạt động:
    2.1. Hoạt động truyền thông trực tiếp:
    - Tư vấn cho người bệnh tại phòng khám hằng ngày.
    - Họp hội đồng người bệnh hằng tuần tại các khoa.
    2.2. Hoạt động truyền thông gián tiếp:
    - Đăng tải bài viết trên website bệnh viện: 02 bài/tháng.
    - Phát thanh nội viện vào 7h30 các ngày thứ Hai, thứ Sáu.
    - Treo băng rôn, khẩu hiệu.

    3. Thời gian: Từ tháng 3/2023 đến tháng 12/2023.

    4. Kinh phí: Quỹ phát triển sự nghiệp.

    5. Tổ chức thực hiện:
    5.1. Phòng Công tác xã hội: đầu mối.
    5.2. Các khoa, phòng: phối hợp.

    GIÁM ĐỐC

    BS. Trần Văn Nam
"""

PROVINCE_NEWS = """
    Ủy ban nhân dân tỉnh Tây Hà ban hành Kế hoạch tuyên truyền cải cách hành chính giai đoạn 2026 - 2030
    Thứ tư, 14/01/2026 | 08:30
    (THO) - Ủy ban nhân dân tỉnh vừa ban hành Kế hoạch số 05/KH-UBND ngày 09/01/2026 về tuyên truyền cải cách hành chính giai đoạn 2026 - 2030.
    Theo đó, Kế hoạch nhằm mục đích nâng cao nhận thức, trách nhiệm của các cấp, các ngành; tạo sự đồng thuận xã hội.
    Kế hoạch đề ra 4 nhiệm vụ trọng tâm gồm:
    Một là, tuyên truyền Nghị quyết về cải cách hành chính giai đoạn mới.
    Hai là, tuyên truyền sử dụng dịch vụ công trực tuyến toàn trình.
    Ba là, phát động phong trào thi đua cải cách hành chính.
    Bốn là, tổng kết, nhân rộng mô hình hay.
    Ngoài ra, UBND tỉnh giao Sở Nội vụ chủ trì, phối hợp với các cơ quan báo chí tổ chức cuộc thi trực tuyến trong năm 2027.
    Sở Tài chính tham mưu bố trí kinh phí theo quy định.
                                                                         Hoàng Anh
    Các tin khác
    - Thông báo tuyển dụng
    - Kế hoạch tiếp công dân
"""

EDUCATION = """
    SỞ GIÁO DỤC VÀ ĐÀO TẠO
    Số: 402/KH-SGDĐT
    Lâm Thành, ngày 25/02/2026

    KẾ HOẠCH
    Thông tin, tuyên truyền cải cách hành chính năm 2026

    Thực hiện các Kế hoạch của UBND tỉnh: số 15/KH-UBND ngày 10/01/2026 về cải cách hành chính; số 28/KH-UBND ngày 05/02/2026 về tuyên truyền cải cách hành chính, Sở Giáo dục và Đào tạo ban hành Kế hoạch như sau:

    A. MỤC TIÊU
    I. MỤC TIÊU CHUNG
    Nâng cao chất lượng phục vụ phụ huynh và học sinh.
    II. MỤC TIÊU CỤ THỂ
    1. 100% trường học công khai thủ tục.
    2. 95% hồ sơ đúng hạn.
    B. NHIỆM VỤ
    I. NHÓM NHIỆM VỤ VỀ CHỈ ĐẠO
    1. Ban hành văn bản hướng dẫn các trường.
    a) Thời gian: Tháng 2/2026
    b) Đơn vị chủ trì: Văn phòng Sở
    2. Kiểm tra công tác tuyên truyền tại ít nhất 20 trường.
    a) Thời gian: Quý II và Quý IV
    b) Đơn vị chủ trì: Thanh tra Sở
    c) Đơn vị phối hợp: Các phòng chuyên môn
    II. NHÓM NHIỆM VỤ VỀ TRUYỀN THÔNG
    3. Mở chuyên mục “Hỏi – đáp thủ tục” trên Cổng thông tin.
    a) Thời gian: Thường xuyên
    b) Đơn vị chủ trì: Phòng Công nghệ thông tin
    4. Phát động học sinh làm clip “Nhà em nộp hồ sơ trực tuyến”.
    a) Thời gian: từ 15/9 đến 15/11/2026
    b) Đơn vị chủ trì: Công đoàn ngành, Đoàn trường
    c) Sản phẩm dự kiến: 100 clip
    C. KINH PHÍ
    Theo quy định.
    D. TỔ CHỨC THỰC HIỆN
    I. Văn phòng Sở: đầu mối theo dõi.
    II. Các trường: triển khai, báo cáo trước 30/11/2026.
"""

OFFICE = """
    Số: 10/KH-VP
    KẾ HOẠCH
    Tuyên truyền CCHC 2026
    I. MỤC ĐÍCH
    1. Hiểu đúng.
    II. YÊU CẦU
    1. Làm đúng.
    III. NHIỆM VỤ CỤ THỂ
    1. Công tác chỉ đạo, điều hành
    1.1. Ban hành kế hoạch.
    - Thời gian: Quý I
    - Chủ trì: Phòng Hành chính
    1.2. Giao ban hằng tháng về cải cách.
    - Chủ trì: Lãnh đạo Văn phòng
    2. Công tác thông tin
    2.1. Đưa tin trên trang điện tử.
    a) Nội dung: tin hoạt động, văn bản mới.
    b) Chủ trì: Ban Biên tập
    c) Thời gian: Hàng tuần
    2.2. Tuyên truyền trực quan:
    - Treo băng rôn tại cổng;
    - Dán áp phích tại phòng tiếp dân.
    Chủ trì: Phòng Quản trị
    Thời gian: trước 30/4/2026
    3. Kiểm tra, giám sát
    - Kiểm tra đột xuất việc niêm yết; Chủ trì: Thanh tra; Thời gian: 2 lần/năm
    - Giám sát qua camera; Chủ trì: Phòng Hành chính; Thời gian: hằng ngày
    IV. CHẾ ĐỘ BÁO CÁO
    1. Báo cáo quý: trước ngày 15 tháng cuối quý.
    2. Báo cáo năm: trước ngày 10/12/2026.
"""

PARTY_CELL = """
    ĐẢNG BỘ XÃ HÒA THẮNG
    CHI BỘ CƠ QUAN
    *
    Số 03-KH/CB

    ĐẢNG CỘNG SẢN VIỆT NAM
    Hòa Thắng, ngày 20 tháng 01 năm 2026

    KẾ HOẠCH
    tuyên truyền cải cách hành chính năm 2026
    -----
    Thực hiện Kế hoạch số 12-KH/ĐU, ngày 12/01/2026 của Đảng ủy xã về lãnh đạo công tác cải cách hành chính năm 2026, Chi bộ Cơ quan xây dựng kế hoạch như sau:

    I- MỤC ĐÍCH, YÊU CẦU
    1- Mục đích
    Đảng viên nêu gương trong thực thi công vụ.
    2- Yêu cầu
    Gắn với học tập và làm theo Bác.
    II- NỘI DUNG
    1- Quán triệt Nghị quyết số 57-NQ/TW trong sinh hoạt chi bộ tháng 2.
    2- Mỗi đảng viên vận động 05 hộ dân cài VNeID, hoàn thành trong quý II.
    3- Biểu dương đảng viên làm tốt (quý IV).
    III- TỔ CHỨC THỰC HIỆN
    Chi ủy theo dõi, đôn đốc.

    T/M CHI BỘ
    BÍ THƯ

    Đỗ Văn Tư
"""

CULTURE = """
    SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH
    Số: 210/KH-SVHTTDL
    Đồng Xuân, ngày 27 tháng 01 năm 2026

    KẾ HOẠCH
    Thực hiện công tác thông tin, tuyên truyền cải cách hành chính năm 2026

    Thực hiện Quyết định số 90/QĐ-UBND ngày 12/01/2026 của Chủ tịch UBND tỉnh về việc ban hành Kế hoạch thông tin, tuyên truyền cải cách hành chính nhà nước năm 2026;
    Sở Văn hóa, Thể thao và Du lịch xây dựng Kế hoạch thực hiện với những nội dung chủ yếu sau:

    I. MỤC TIÊU, YÊU CẦU
    1. Mục tiêu
    a) Thông tin kịp thời kết quả cải cách hành chính của ngành.
    b) Tăng mức độ hài lòng của tổ chức, cá nhân.
    2. Yêu cầu
    a) Bám sát chỉ đạo của tỉnh.
    b) Sát đối tượng; tránh hình thức, lãng phí.

    II. NỘI DUNG TUYÊN TRUYỀN
    1. Tuyên truyền các văn bản chỉ đạo của Trung ương, của tỉnh về cải cách hành chính, trọng tâm là:
    - Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;
    - Chương trình hành động của Tỉnh ủy.
    2. Tuyên truyền kết quả thực hiện:
    a) Cải cách thể chế;
    b) Cải cách thủ tục hành chính.
    3. Tuyên truyền, giới thiệu các mô hình hay, cách làm sáng tạo trong cải cách hành chính.

    III. HÌNH THỨC TUYÊN TRUYỀN
    1. Tuyên truyền trên Cổng thông tin điện tử của Sở
    a) Duy trì chuyên mục cải cách hành chính.
    b) Cập nhật thủ tục hành chính.
    2. Tuyên truyền trực quan
    Treo pano, áp phích tại các khu di tích.

    IV. KINH PHÍ
    Kinh phí thực hiện được bố trí trong dự toán năm 2026.

    V. TỔ CHỨC THỰC HIỆN
    1. Văn phòng Sở
    a) Là đầu mối theo dõi.
    b) Tổng hợp báo cáo định kỳ.
    2. Phòng Quản lý văn hóa
    Hướng dẫn nội dung tuyên truyền trực quan.
    3. Các đơn vị trực thuộc
    Chủ động triển khai./.

    Nơi nhận:
    - UBND tỉnh;
    - Lưu: VT, VP.

    GIÁM ĐỐC
    Phạm Văn Sơn
"""

CUSTOMS = """
    Số: 19/KH-CCHQ
    CHI CỤC HẢI QUAN KHU VỰC XX
    KẾ HOẠCH
    Đẩy mạnh tuyên truyền cải cách hành chính năm 2026

    Căn cứ Kế hoạch số 7/KH-TCHQ ngày 06/01/2026 của Tổng cục Hải quan;
    Căn cứ tình hình thực tế,

    Chi cục đề ra bảy (07) nhóm công việc:

    1) Công khai quy trình thông quan tại trụ sở - Phòng Nghiệp vụ - Quý I.
    2) Gặp mặt doanh nghiệp đầu năm (tháng 02/2026).
    3) Tư vấn qua điện thoại, email: hằng ngày.
    4) Cập nhật website: ít nhất 02 tin/tuần.
    5) Khảo sát hài lòng doanh nghiệp: 02 đợt/năm.
    6) Thi đua "Nụ cười hải quan".
    7) Sơ kết 6 tháng, tổng kết năm.

    Đề nghị các đơn vị nghiêm túc triển khai thực hiện./.
"""
